import { useLiveQuery } from 'dexie-react-hooks'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Procedure } from '../../../../catalogue/schema.ts'
import type { AssistedBy } from '../../../../contract/payload.ts'
import { type Draft, saveDraft } from '../../../../device/drafts.ts'
import { isPractising } from '../../../../device/practice.ts'
import type { Session } from '../../../../device/session.ts'
import { isHandedOver } from '../../../../device/team/lock.ts'
import type { AnswerValue, FormDefinition } from '../../../../domain/form/definition.ts'
import { outlineOf } from '../../../../domain/form/earlier-version.ts'
import { visibleSteps } from '../../../../domain/form/evaluate.ts'
import { formAnswersOf } from '../../../../domain/guidance/cases.ts'
import { vietnamDay } from '../../../../domain/time/vietnam-time.ts'
import { contentLanguage } from '../../../i18n.ts'
import { useDevice, useStorageState } from '../../../session/device-state.ts'
import { useSession, visit } from '../../../session/session-context.ts'
import { type ConsentProblem, nothingTyped } from '../../../team/consent/consent.ts'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import { useFilingObstacle } from '../../procedure/use-filing-obstacle.ts'
import { resumePlace } from '../places.ts'
import { BeforeYouStart } from './before-you-start.tsx'
import { CannotStart } from './cannot-start.tsx'
import { DeleteDraft } from './delete-draft.tsx'
import { OtherDraft } from './other-draft.tsx'
import { ResumeCode } from './resume-code.tsx'
import { useFoundDraft } from './use-found-draft.ts'

/** On the phones of teams only. */
const ConsentForm = lazy(async () => ({
  default: (await import('../../../team/consent/consent-form.tsx')).ConsentForm,
}))

interface StartScreenProps {
  readonly procedure: Procedure
  readonly form: FormDefinition
}

/** Says what will be asked and what happens to the answers, then begins a session or goes on with its draft. */
export function StartScreen({ procedure, form }: StartScreenProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const device = useDevice()
  const storage = useStorageState()
  const obstacle = useFilingObstacle()
  const { current, code, begin } = useSession()
  const session = current.state === 'open' ? current.session : undefined
  const found = useFoundDraft(session)
  const [isBegun, setIsBegun] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const [consent, setConsent] = useState(nothingTyped)
  const [consentProblem, setConsentProblem] = useState<ConsentProblem>()
  const isWithCitizen = useLiveQuery(isHandedOver)
  // A citizen with the phone in their own hands files alone.
  const isAssisted = device?.role === 'team' && isWithCitizen === false && !isPractising()

  function goTo(draft: Draft): void {
    const steps = visibleSteps(form, draft.answers, vietnamDay(Date.now()))
    const place = resumePlace(procedure, steps, draft)
    void navigate(`/ke-khai/${procedure.code}/${place}`, { state: { depth: 1 } })
  }

  async function saveNew(of: Session, assistedBy?: AssistedBy): Promise<boolean> {
    const draft = emptyDraft(procedure, form)
    return (await saveDraft(of, assistedBy === undefined ? draft : { ...draft, assistedBy }, 0)).ok
  }

  /** With how the citizen agreed to be helped. @returns undefined when that is not said yet */
  async function starter(): Promise<((of: Session) => Promise<boolean>) | undefined> {
    if (!isAssisted) return saveNew
    const { keepAssistance, prepareAssistance } = await import('../../../team/consent/begin-assisted.ts')
    const prepared = await prepareAssistance(consent, new Date())
    setConsentProblem(prepared.ok ? undefined : prepared.problem)
    if (!prepared.ok) return undefined
    const { assistance } = prepared
    return async (of) => (await saveNew(of, assistance.assistedBy)) && keepAssistance(of, assistance)
  }

  async function start(): Promise<void> {
    setIsBusy(true)
    setHasFailed(false)
    const saveFirst = await starter()
    if (saveFirst === undefined) {
      setIsBusy(false)
      return
    }
    const started = session === undefined ? await begin() : { ok: true as const, session }
    if (!started.ok || !(await saveFirst(started.session))) setHasFailed(true)
    // A session of before a refresh: its code is known to the person only.
    else if (session !== undefined && code === null) goTo(emptyDraft(procedure, form))
    else setIsBegun(true)
    setIsBusy(false)
  }

  const title = t('start.title', { procedure: procedure.plainName[language] })
  const back = () => void navigate(`/thu-tuc/${procedure.code}`)
  // On a full disk nothing new is begun, but what was begun may be finished.
  const mayFinish = storage === 'full' && found.name !== 'none'
  if (typeof obstacle === 'string' && !mayFinish) {
    return (
      <CannotStart
        title={title}
        reason={obstacle}
        to={`/thu-tuc/${procedure.code}`}
        action={t('noForm.guide')}
      />
    )
  }
  if (
    !device ||
    isWithCitizen === undefined ||
    obstacle === undefined ||
    (found.name === 'reading' && !isBegun)
  )
    return <Busy />
  if (isBegun && code !== null) {
    return <ResumeCode code={code} onGoOn={() => goTo(emptyDraft(procedure, form))} />
  }
  const draft = found.name === 'draft' ? found.draft : undefined
  if (draft?.kind !== undefined || (draft !== undefined && draft.procedure !== procedure.code)) {
    return <OtherDraft title={title} draft={draft} />
  }
  return (
    <Screen
      title={title}
      onBack={back}
      actions={
        draft === undefined ? (
          <Button kind="primary" isBusy={isBusy} onClick={() => void start()}>
            {t('start.begin')}
          </Button>
        ) : (
          <>
            <DeleteDraft />
            <Button kind="primary" onClick={() => goTo(draft)}>
              {t('start.goOn')}
            </Button>
          </>
        )
      }
    >
      {draft === undefined ? null : (
        <Notice kind="information" title={t('start.draft.title')}>
          <p>{t('start.draft.body')}</p>
        </Notice>
      )}
      {hasFailed ? (
        <Notice kind="error" title={t('start.failed')} isLive>
          <p>{t('storage.full', { ns: 'common' })}</p>
        </Notice>
      ) : null}
      {isAssisted && draft === undefined ? (
        <Suspense fallback={<Busy />}>
          <ConsentForm
            typed={consent}
            problem={consentProblem}
            onChange={(typed) => {
              setConsent(typed)
              setConsentProblem(undefined)
            }}
          />
        </Suspense>
      ) : null}
      <BeforeYouStart procedure={procedure} form={form} unitName={device.unit.name} />
    </Screen>
  )
}

function emptyDraft(procedure: Procedure, form: FormDefinition): Draft {
  const questions = form.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
  const answers: Record<string, AnswerValue> = {}
  for (const question of questions) {
    if (question.type !== 'group' && question.initial !== undefined) answers[question.id] = question.initial
  }
  // What the person chose goes before what the procedure presets.
  const said = visit.get(procedure.code)?.cases ?? {}
  const given = {
    ...procedure.formAnswers,
    ...formAnswersOf(procedure.cases ?? [], said, vietnamDay(Date.now())),
  }
  return {
    procedure: procedure.code,
    form: { name: form.name, version: form.version },
    answers: { ...answers, ...given },
    outline: outlineOf(form),
    step: '',
    papers: [],
    given: Object.keys(given),
  }
}
