/** Texts that only staff read, told to `i18n.ts` when the desk is opened. The addresses must be as they are there. */
import { files } from './i18n.ts'

Object.assign(
  files,
  import.meta.glob<{ default: Record<string, unknown> }>(
    '../../locales/*/{account,audit,feedback-desk,kiosk-settings,notices-desk,people,reports,service-index,slips,visitor-queue,visits,voices}.json',
  ),
)
