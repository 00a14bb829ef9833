import { startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ensureEnvelopeId } from '../../../../device/drafts.ts'
import { storedAnswers } from '../../../../domain/form/stored.ts'
import { codeListsOf } from '../../../desk/dossier/answer-text.ts'
import { nextPicture } from '../../../first-picture.ts'
import printed from '../../../printed-declaration/printed-declaration.module.css'
import { PrintedDeclaration } from '../../../printed-declaration/printed-declaration.tsx'
import { useDevice } from '../../../session/device-state.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { FormerAnswers } from '../earlier-version/former-answers.tsx'
import { reviewPlace } from '../places.ts'
import { SaveLine } from '../save-line.tsx'
import { openProblems } from '../shown-problems.ts'
import { useLists } from '../use-lists.ts'
import { type AnswerPlace, useWalk } from '../use-walk.ts'
import { MessageOffer } from './message-offer.tsx'
import { OpenProblems } from './open-problems.tsx'
import { PrintDeclaration } from './print-declaration.tsx'
import styles from './review.module.css'
import { ReviewAnswers } from './review-answers.tsx'
import { ReviewPapers } from './review-papers.tsx'
import { contactOf, untold } from './telling.ts'
import { useFiling } from './use-filing.ts'

const consents = ['data', 'truth'] as const
type Consent = (typeof consents)[number]

/** Everything once more before it is filed. */
export function ReviewScreen() {
  const { t } = useTranslation('declaration')
  const { session, form, draft, today, unchosen, change, lastMended } = useDeclaration()
  const walk = useWalk(reviewPlace)
  const { isFiling, failure, file } = useFiling()
  const [given, setGiven] = useState<ReadonlySet<Consent>>(new Set())
  /** Never chosen beforehand. */
  const [telling, setTelling] = useState(untold)
  /** Counts taps on "file" that could not be followed. */
  const [refusals, setRefusals] = useState(0)
  const device = useDevice()
  const { loaded } = useLists()
  const lists = useMemo(() => (typeof loaded === 'string' ? undefined : codeListsOf(loaded)), [loaded])
  const content = useRef<HTMLDivElement>(null)
  const failed = useRef<HTMLDivElement>(null)

  useEffect(() => {
    change((before) => (before.step === reviewPlace ? before : { ...before, step: reviewPlace }))
  }, [change])
  useEffect(() => {
    // Made now and not at the tap: the tap, its repetitions and every tab file under the same id (DESIGN G2).
    void ensureEnvelopeId(session)
  }, [session])
  useEffect(() => {
    const question = lastMended.current
    lastMended.current = null
    if (question === null) return
    const row = content.current?.querySelector(`[data-answer="${CSS.escape(question)}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector('button')?.focus({ preventScroll: true })
  }, [lastMended])
  useEffect(() => {
    if (refusals === 0) return
    const first = content.current?.querySelector<HTMLElement>(
      '[data-problems="error"], [aria-invalid="true"]',
    )
    first?.focus()
    first?.scrollIntoView({ block: 'center' })
  }, [refusals])

  // Below the boxes that were ticked, behind the bar with the button that was pressed.
  useEffect(() => {
    if (failure !== undefined) failed.current?.scrollIntoView({ block: 'nearest' })
  }, [failure])

  const unitName = device?.unit.name ?? ''
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    let isWanted = true
    void nextPicture().then(() => {
      if (isWanted) startTransition(() => setIsShown(true))
    })
    return () => {
      isWanted = false
    }
  }, [])
  // Nobody sees it before it is printed: it comes when the answers are on show, and a tap into a box does not make it anew.
  const sheet = useMemo(
    () =>
      lists === undefined || !isShown ? null : (
        <PrintedDeclaration
          form={form}
          answers={storedAnswers(form, draft.answers, today)}
          filedOn={today}
          lists={lists}
          unitName={unitName}
        />
      ),
    [form, draft.answers, today, lists, unitName, isShown],
  )
  const problems = useMemo(
    () => openProblems({ form, answers: draft.answers, today, unchosen }),
    [form, draft.answers, today, unchosen],
  )
  const errors = useMemo(() => problems.filter(({ severity }) => severity === 'error'), [problems])
  /** As the walk is now: what it leads to is asked only at a tap. */
  const latest = useRef(walk)
  useEffect(() => {
    latest.current = walk
  })
  // A tap into a box below leaves all of it as it is.
  const answers = useMemo(() => {
    const mend = (place: AnswerPlace) => latest.current.mend(place)
    return (
      <>
        <OpenProblems severity="error" problems={errors} onMend={mend} />
        <OpenProblems
          severity="ask"
          problems={problems.filter(({ severity }) => severity === 'ask')}
          onMend={mend}
        />
        <ReviewAnswers problems={problems} onMend={mend} />
        <FormerAnswers />
        <ReviewPapers onMend={(place) => latest.current.goTo(place, { isFromReview: true })} />
        <PrintDeclaration />
      </>
    )
  }, [problems, errors])
  const contact = contactOf(telling)
  const isComplete = contact.ok && errors.length === 0 && consents.every((consent) => given.has(consent))

  return (
    <>
      <div className={printed.onScreen}>
        <Screen
          title={t('review.title')}
          onBack={walk.back}
          progress={walk.progress}
          actions={
            <Button
              kind="primary"
              isBusy={isFiling}
              onClick={() => (isComplete ? void file(contact.value) : setRefusals((count) => count + 1))}
            >
              {t(isFiling ? 'review.filing' : 'review.file')}
            </Button>
          }
        >
          <div ref={content} className={styles.review}>
            <p>{t('review.how', { edit: t('action.edit', { ns: 'common' }) })}</p>
            {answers}
            <section className={styles.consents} aria-label={t('consent.title')}>
              <h2>{t('consent.title')}</h2>
              {consents.map((consent) => (
                <Checkbox
                  key={consent}
                  label={t(`consent.${consent}`)}
                  isChecked={given.has(consent)}
                  onChange={(isChecked) =>
                    setGiven((before) => {
                      const after = new Set(before)
                      if (isChecked) after.add(consent)
                      else after.delete(consent)
                      return after
                    })
                  }
                  {...(refusals > 0 && !given.has(consent) ? { error: t('consent.needed') } : {})}
                />
              ))}
            </section>
            <MessageOffer telling={telling} onChange={setTelling} isChecked={refusals > 0} />
            {failure === undefined ? null : (
              <div ref={failed}>
                <Notice kind="error" title={t('review.failed')} isLive>
                  <p>{t(`saving.problem.${failure}`)}</p>
                </Notice>
              </div>
            )}
            <SaveLine />
          </div>
        </Screen>
      </div>
      {sheet}
    </>
  )
}
