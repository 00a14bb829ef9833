import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enrol } from '../../../device/enrolment.ts'
import { useDeliveryStatus, useDevice, useIsStoreLost, useStorageState } from '../../session/device-state.ts'
import { storageTexts } from '../../session/storage-texts.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { ConnectedScreen } from './connected-screen.tsx'
import { EnrolmentForm, type EnrolmentRequest } from './enrolment-form.tsx'
import { useCodeFromAddress } from './use-code-from-address.ts'

type Phase = 'asking' | 'connecting' | 'connected'

/** Joins this browser to a one-stop desk: with the code from a link it is one tap. */
export function EnrolmentScreen() {
  const { t } = useTranslation('setup')
  const device = useDevice()
  const storage = useStorageState()
  const isStoreLost = useIsStoreLost()
  const { refusal, waiting, needsAttention, records } = useDeliveryStatus()
  const code = useCodeFromAddress()
  const [phase, setPhase] = useState<Phase>('asking')
  const [problem, setProblem] = useState<string | null>(null)

  async function connect(request: EnrolmentRequest): Promise<void> {
    setPhase('connecting')
    setProblem(null)
    const enrolled = await enrol(request)
    setPhase(enrolled.ok ? 'connected' : 'asking')
    if (!enrolled.ok) setProblem(enrolled.problem)
  }

  if (storage !== 'ready' && storage !== 'full') {
    return (
      <Screen
        title={t('storageFailed.title')}
        actions={
          <Button kind="primary" onClick={() => window.location.reload()}>
            {t('action.reload', { ns: 'common' })}
          </Button>
        }
      >
        <Notice kind="error" isLive>
          <p>
            {storage === 'unavailable'
              ? t('problem.storage-unavailable')
              : t(storageTexts[storage], { ns: 'common' })}
          </p>
        </Notice>
      </Screen>
    )
  }
  if (device === undefined || isStoreLost === undefined) return <Busy />
  if (device !== null && phase === 'connected')
    return <ConnectedScreen device={device} isNew hasUnusedCode={false} />
  const isWelcome = !isStoreLost && refusal === null
  if (device !== null && phase === 'asking' && isWelcome && problem === null) {
    return <ConnectedScreen device={device} isNew={false} hasUnusedCode={code !== ''} />
  }
  return (
    <EnrolmentForm
      // a link opened while the form is on show fills it anew
      key={code}
      code={code}
      isStoreLost={isStoreLost}
      isRevoked={refusal === 'device-revoked'}
      queued={waiting + needsAttention + records}
      isBusy={phase !== 'asking'}
      problem={problem}
      onConnect={(request) => void connect(request)}
    />
  )
}
