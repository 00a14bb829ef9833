import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../session/session-context.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'

/** Deletes the draft with its session, after asking once more. */
export function DeleteDraft() {
  const { t } = useTranslation('declaration')
  const { end } = useSession()
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  return (
    <>
      <Button kind="danger" onClick={() => setIsAsking(true)}>
        {t('leave.delete')}
      </Button>
      <Dialog
        title={t('deleteDraft.title')}
        isOpen={isAsking}
        onClose={close}
        actions={
          <>
            <Button kind="danger" onClick={() => void end()}>
              {t('leave.delete')}
            </Button>
            <Button kind="primary" data-safe="" onClick={close}>
              {t('deleteDraft.keep')}
            </Button>
          </>
        }
      >
        <p>{t('deleteDraft.body')}</p>
      </Dialog>
    </>
  )
}
