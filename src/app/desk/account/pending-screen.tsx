import { useTranslation } from 'react-i18next'
import { Screen } from '../../ui/screen/screen.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

interface PendingScreenProps {
  readonly pending: 'password' | 'second-factor'
  /** Asks the gateway whether anything else is in the way. */
  readonly onDone: () => Promise<void>
}

/** What must be done before the desk opens; everything else waits behind it. */
export function PendingScreen({ pending, onDone }: PendingScreenProps) {
  const { t } = useTranslation('account')
  return (
    <Screen title={t(`pending.${pending}`)}>
      <p>{t(`pending.${pending}Help`)}</p>
      {pending === 'password' ? (
        <PasswordForm onChanged={() => void onDone()} />
      ) : (
        <SecondFactorSetup onDone={() => void onDone()} />
      )}
    </Screen>
  )
}
