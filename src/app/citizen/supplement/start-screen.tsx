import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { saveDraft } from '../../../device/drafts.ts'
import { planSupplement } from '../../../device/supplement.ts'
import { readSlip, type Slip, type SlipProblem } from '../../../domain/receipt/slip.ts'
import { useDevice, useStorageState } from '../../session/device-state.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { papersPlace } from '../declaration/places.ts'
import { CannotStart } from '../declaration/start/cannot-start.tsx'
import { DeleteDraft } from '../declaration/start/delete-draft.tsx'
import { OtherDraft } from '../declaration/start/other-draft.tsx'
import { ResumeCode } from '../declaration/start/resume-code.tsx'
import { useFoundDraft } from '../declaration/start/use-found-draft.ts'
import { useFilingObstacle } from '../procedure/use-filing-obstacle.ts'
import { AskedPapers } from './asked-papers.tsx'
import { broughtDossier, forgetDossier } from './brought-dossier.ts'
import { start } from './places.ts'
import styles from './supplement.module.css'

const SlipCamera = lazy(() => import('./slip-camera.tsx').then((module) => ({ default: module.SlipCamera })))

/** Which dossier the papers are for: by the code on its slip, typed or scanned. Then a session begins. */
export function StartScreen() {
  // With the texts of what follows, so that the screen does not blink.
  const { t } = useTranslation(['supplement', 'declaration'])
  const navigate = useNavigate()
  const back = useBack()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const device = useDevice()
  const storage = useStorageState()
  const obstacle = useFilingObstacle()
  const { current, code, begin } = useSession()
  const session = current.state === 'open' ? current.session : undefined
  const found = useFoundDraft(session)
  const [brought] = useState(broughtDossier)
  const [typed, setTyped] = useState(brought?.receiptCode ?? '')
  const [scanned, setScanned] = useState<Slip>()
  const [mistake, setMistake] = useState<SlipProblem | 'empty'>()
  const [failure, setFailure] = useState<'closed' | 'storage'>()
  const [isScanning, setIsScanning] = useState(false)
  const [isBegun, setIsBegun] = useState(false)
  const [isBusy, setIsBusy] = useState(false)

  useEffect(forgetDossier, [])

  const goTo = () => void navigate(`${start}/${papersPlace}`, { state: { depth: 1 } })

  async function open(slip: Slip): Promise<void> {
    const planned = await planSupplement(slip, brought)
    if (!planned.ok) {
      setFailure(planned.problem === 'dossier-closed' ? 'closed' : 'storage')
      return
    }
    const started = session === undefined ? await begin() : { ok: true as const, session }
    if (!started.ok || !(await saveDraft(started.session, planned.draft, 0)).ok) setFailure('storage')
    // A session of before a refresh: its code is known to the person only.
    else if (session !== undefined && code === null) goTo()
    else setIsBegun(true)
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    const read = readSlip(typed)
    const problem = read.ok ? undefined : typed.trim() === '' ? 'empty' : read.problem
    setMistake(problem)
    setFailure(undefined)
    if (!read.ok) {
      form.current?.querySelector('input')?.focus()
      return
    }
    setIsBusy(true)
    await open(scanned?.code === read.slip.code ? scanned : read.slip)
    setIsBusy(false)
  }

  // On a full disk nothing new is begun, but what was begun may be finished.
  const mayFinish = storage === 'full' && found.name !== 'none'
  if (typeof obstacle === 'string' && !mayFinish) {
    return <CannotStart title={t('title')} reason={obstacle} to="/tra-cuu" action={t('start.cannot')} />
  }
  if (!device || obstacle === undefined || (found.name === 'reading' && !isBegun)) return <Busy />
  if (isBegun && code !== null) return <ResumeCode code={code} onGoOn={goTo} />
  if (found.name === 'draft') {
    const { draft } = found
    if (draft.kind !== 'supplement') return <OtherDraft title={t('title')} draft={draft} />
    return (
      <Screen
        title={t('title')}
        onBack={() => void navigate('/')}
        actions={
          <>
            <DeleteDraft />
            <Button kind="primary" onClick={goTo}>
              {t('start.goOn')}
            </Button>
          </>
        }
      >
        <Notice kind="information" title={t('start.draftTitle')}>
          <p>{t('start.draftBody', { code: draft.receiptCode })}</p>
        </Notice>
      </Screen>
    )
  }
  return (
    <Screen
      title={t('title')}
      onBack={back}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <p>{t('start.how')}</p>
      <form
        ref={form}
        id={formId}
        noValidate
        className={styles.form}
        onSubmit={(event) => void onSubmit(event)}
      >
        <TextInput
          label={t('start.code')}
          help={t('start.codeHelp')}
          error={mistake === undefined ? undefined : t(`problem.${mistake}`)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={500}
          required
        />
      </form>
      <div>
        <Button icon={<Icon name="camera" />} onClick={() => setIsScanning(true)}>
          {t('start.scan')}
        </Button>
      </div>
      {brought?.supplement == null || brought.receiptCode !== typed ? null : (
        <Notice kind="warning" title={t('asked.title')}>
          <AskedPapers asked={brought.supplement} />
        </Notice>
      )}
      {failure === undefined ? null : (
        <Notice kind="error" title={t('start.failed')} isLive>
          <p>{failure === 'closed' ? t('start.closed') : t('storage.full', { ns: 'common' })}</p>
        </Notice>
      )}
      <p>{t('start.data', { unit: device.unit.name })}</p>
      {isScanning ? (
        <Suspense fallback={null}>
          <SlipCamera
            onSlip={(slip) => {
              setScanned(slip)
              setTyped(slip.code)
              setMistake(undefined)
              setIsScanning(false)
            }}
            onClose={() => setIsScanning(false)}
          />
        </Suspense>
      ) : null}
    </Screen>
  )
}
