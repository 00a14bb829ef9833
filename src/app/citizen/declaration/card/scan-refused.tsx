import { useTranslation } from 'react-i18next'
import type { ScanProblem } from '../../../../domain/person/scanned-keys.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'

interface ScanRefusedProps {
  readonly problem: ScanProblem | 'card-not-asked'
  /** Left out where no card is of use on this screen. */
  readonly onCamera: (() => void) | undefined
  readonly onClose: () => void
}

/** What the hand-held scanner read is not used; nothing on the screen has changed. */
export function ScanRefused({ problem, onCamera, onClose }: ScanRefusedProps) {
  const { t } = useTranslation('card')
  return (
    <Dialog
      title={t('refused.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          {onCamera === undefined ? null : <Button onClick={onCamera}>{t('refused.camera')}</Button>}
          <Button kind="primary" onClick={onClose}>
            {t('action.close', { ns: 'common' })}
          </Button>
        </>
      }
    >
      <Notice kind="warning" title={t(`problem.${problem}.title`)} isLive>
        <p>{t(`problem.${problem}.body`)}</p>
      </Notice>
    </Dialog>
  )
}
