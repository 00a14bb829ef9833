import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session-context.ts'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'

/** Always in sight while a session is open; asks once, since it erases. */
export function EndSession() {
  const { t } = useTranslation()
  const { end } = useSession()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button kind="danger" onClick={() => setIsAsking(true)}>
        {t('session.end')}
      </Button>
      <Dialog
        title={t('session.endTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button
              kind="danger"
              onClick={() => {
                setIsAsking(false)
                void end()
              }}
            >
              {t('session.endSure')}
            </Button>
            <Button kind="primary" data-safe="" onClick={() => setIsAsking(false)}>
              {t('session.endStay')}
            </Button>
          </>
        }
      >
        <p>{t('session.endBody')}</p>
      </Dialog>
    </>
  )
}
