import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type FeedbackDraft, saveDraft } from '../../../device/drafts.ts'
import { isFeedbackPaused } from '../../../device/feedback-limit.ts'
import { useDevice, useStorageState } from '../../session/device-state.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { DeleteDraft } from '../declaration/start/delete-draft.tsx'
import { OtherDraft } from '../declaration/start/other-draft.tsx'
import { ResumeCode } from '../declaration/start/resume-code.tsx'
import { useFoundDraft } from '../declaration/start/use-found-draft.ts'
import { useFilingObstacle } from '../procedure/use-filing-obstacle.ts'
import styles from './feedback.module.css'
import { answersPlace, complaintPlace, receptionPlace, start, topicPlace } from './places.ts'

const empty: FeedbackDraft = {
  kind: 'feedback',
  procedure: '',
  topic: null,
  text: '',
  isNamed: null,
  name: '',
  phone: '',
  reader: 'unit',
}

/** The three roads: feedback begins here, the other two are explained. */
export function StartScreen() {
  // With the texts of what follows, so that the screen does not blink.
  const { t } = useTranslation(['feedback', 'declaration'])
  const navigate = useNavigate()
  const back = useBack()
  const device = useDevice()
  const storage = useStorageState()
  const obstacle = useFilingObstacle()
  const isPaused = useLiveQuery(() => isFeedbackPaused(Date.now()), [])
  const { current, code, begin } = useSession()
  const session = current.state === 'open' ? current.session : undefined
  const found = useFoundDraft(session)
  const [isBegun, setIsBegun] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)

  const goTo = () => void navigate(`${start}/${topicPlace}`, { state: { depth: 1 } })

  async function open(): Promise<void> {
    if (isBusy) return
    setIsBusy(true)
    setHasFailed(false)
    const started = session === undefined ? await begin() : { ok: true as const, session }
    if (!started.ok || !(await saveDraft(started.session, empty, 0)).ok) setHasFailed(true)
    // A session of before a refresh: its code is known to the person only.
    else if (session !== undefined && code === null) goTo()
    else setIsBegun(true)
    setIsBusy(false)
  }

  // On a full disk nothing new is begun, but what was begun may be finished.
  const mayFinish = storage === 'full' && found.name === 'draft'
  const why = typeof obstacle === 'string' && !mayFinish ? obstacle : isPaused === true ? t('paused') : null
  if (obstacle === undefined || (found.name === 'reading' && !isBegun)) return <Busy />
  if (isBegun && code !== null) return <ResumeCode code={code} onGoOn={goTo} />
  if (found.name === 'draft') {
    const { draft } = found
    if (draft.kind !== 'feedback') return <OtherDraft title={t('title')} draft={draft} />
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
          <p>{t('start.draftBody')}</p>
        </Notice>
      </Screen>
    )
  }
  return (
    <Screen
      title={t('title')}
      onBack={back}
      actions={
        why === null ? (
          <Button kind="primary" isBusy={isBusy} onClick={() => void open()}>
            {t('start.begin')}
          </Button>
        ) : undefined
      }
    >
      <p className={styles.lead}>{t('start.lead')}</p>
      <ul className={styles.points}>
        <li>{t('start.how')}</li>
        <li>{t('start.anonymous')}</li>
        <li>{t('start.answer')}</li>
        {device ? <li>{t('start.data', { unit: device.unit.name })}</li> : null}
      </ul>
      {why === null ? null : (
        <Notice kind="warning" title={t('start.cannot')} isLive>
          <p>{why}</p>
        </Notice>
      )}
      {hasFailed ? (
        <Notice kind="error" title={t('start.failed')} isLive>
          <p>{t('storage.full', { ns: 'common' })}</p>
        </Notice>
      ) : null}
      <nav className={styles.roads} aria-label={t('roads.title')}>
        <h2>{t('roads.title')}</h2>
        <ul>
          <Road to={complaintPlace} title={t('roads.complaint.title')} help={t('roads.complaint.help')} />
          <Road to={receptionPlace} title={t('roads.reception.title')} help={t('roads.reception.help')} />
          <Road to={answersPlace} title={t('roads.answers.title')} help={t('roads.answers.help')} />
        </ul>
      </nav>
    </Screen>
  )
}

interface RoadProps {
  readonly to: string
  readonly title: string
  readonly help: string
}

function Road({ to, title, help }: RoadProps) {
  return (
    <li>
      <Link to={`${start}/${to}`} className={styles.road}>
        <span>
          <strong>{title}</strong>
          <span>{help}</span>
        </span>
        <Icon name="forward" />
      </Link>
    </li>
  )
}
