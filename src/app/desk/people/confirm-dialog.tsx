import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'

/** What ends somebody's work at once. */
export type ConfirmedAction = 'password' | 'session-end' | 'second-factor-removal' | 'deactivation'

interface ConfirmDialogProps {
  /** Null while closed. */
  readonly action: ConfirmedAction | null
  readonly name: string
  readonly onCancel: () => void
  readonly onConfirm: (action: ConfirmedAction) => void
}

/** Says what it means for the person before it is done. */
export function ConfirmDialog({ action, name, onCancel, onConfirm }: ConfirmDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog
      title={action === null ? '' : t(`confirm.${action}`, { name })}
      isOpen={action !== null}
      onClose={onCancel}
      actions={
        action === null ? null : (
          <>
            <Button onClick={onCancel}>{t('action.cancel', { ns: 'common' })}</Button>
            <Button kind={action === 'deactivation' ? 'danger' : 'primary'} onClick={() => onConfirm(action)}>
              {t(`action.${action}`)}
            </Button>
          </>
        )
      }
    >
      {action === null ? null : <p>{t(`confirm.${action}-help`)}</p>}
    </Dialog>
  )
}
