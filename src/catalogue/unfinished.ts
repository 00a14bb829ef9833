/** Skeletons that `npm run new:procedure` writes are drafts, and every text still to be written says so. */
import type { LocalizedText } from '../domain/text/localized.ts'
import type { Mistake } from './mistake.ts'

const marks = { vi: 'CHƯA VIẾT', en: 'TO WRITE' }

/** A text to be written; what is meant stands after the mark. */
export function unwritten(vi: string, en: string): LocalizedText {
  return { vi: `${marks.vi}: ${vi}`, en: `${marks.en}: ${en}` }
}

/** Every text of a content file that is still to be written, in the order of the file. */
export function unwrittenTexts(content: unknown, path = ''): Mistake[] {
  if (typeof content === 'string') {
    const isUnwritten = Object.values(marks).some((mark) => content.startsWith(mark))
    return isUnwritten
      ? [{ path, message: `still to be written: ${content.replace(/^[^:]*:\s*/u, '')}` }]
      : []
  }
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) =>
    unwrittenTexts(value, path === '' ? key : `${path}.${key}`),
  )
}
