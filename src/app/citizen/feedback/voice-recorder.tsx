import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordingLimitBytes, recordingLimitSeconds } from '../../../contract/feedback.ts'
import { addDraftPhoto, type DraftPhoto, removeDraftPhoto } from '../../../device/draft-photos.ts'
import { recordingComponent } from '../../../device/payloads.ts'
import {
  type MicrophoneProblem,
  type Recorder,
  startRecording,
} from '../../../device/recording/microphone.ts'
import type { Session } from '../../../device/session.ts'
import { useHearing } from '../../listen/hearing.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './feedback.module.css'
import { KeptVoice } from './kept-voice.tsx'

interface VoiceRecorderProps {
  readonly session: Session
  /** What has been kept so far. */
  readonly recording: DraftPhoto | undefined
  readonly isLoaded: boolean
  readonly onRecording: (isRecording: boolean) => void
}

type Problem = MicrophoneProblem | 'nothing-heard' | 'not-kept'

/** Sealing and the payload need some room of their own. */
const mostBytes = recordingLimitBytes * 0.98

/** Speak, see that one is heard, listen, speak again. Without a microphone the other ways stay. */
export function VoiceRecorder({ session, recording, isLoaded, onRecording }: VoiceRecorderProps) {
  const { t } = useTranslation('feedback')
  const title = useId()
  const [recorder, setRecorder] = useState<Recorder | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const running = useRef<Recorder | null>(null)
  const isGone = useRef(false)
  useHearing(recorder !== null)

  useEffect(() => {
    isGone.current = false
    return () => {
      // Whoever leaves while speaking has not said it.
      isGone.current = true
      running.current?.cancel()
      running.current = null
    }
  }, [])

  async function begin(): Promise<void> {
    if (isBusy || running.current !== null) return
    setIsBusy(true)
    setProblem(undefined)
    const started = await startRecording(() => void keep())
    setIsBusy(false)
    if (!started.ok) {
      setProblem(started.problem)
      return
    }
    if (isGone.current) {
      started.recorder.cancel()
      return
    }
    running.current = started.recorder
    setRecorder(started.recorder)
    onRecording(true)
  }

  async function keep(): Promise<void> {
    const ending = running.current
    if (ending === null) return
    running.current = null
    setIsBusy(true)
    const said = await ending.stop()
    setRecorder(null)
    onRecording(false)
    if (said === null) setProblem('nothing-heard')
    else if (said.bytes.length > mostBytes) setProblem('not-kept')
    else {
      const { bytes, mediaType, seconds } = said
      const added = await addDraftPhoto(session, recordingComponent, bytes, mediaType, { seconds })
      if (!added.ok) setProblem('not-kept')
      // Only now: what was said before is not lost to a full disk.
      else if (recording !== undefined) await removeDraftPhoto(session, recording.id)
    }
    setIsBusy(false)
  }

  return (
    <section className={styles.voice} aria-labelledby={title}>
      <h2 id={title}>{t('voice.title')}</h2>
      {recorder === null ? (
        <>
          {recording === undefined ? (
            <p>{t('voice.how', { minutes: recordingLimitSeconds / 60 })}</p>
          ) : (
            <KeptVoice session={session} recording={recording} isRemovable />
          )}
          <div>
            <Button
              icon={<Icon name="microphone" />}
              isBusy={isBusy || !isLoaded}
              onClick={() => void begin()}
            >
              {t(recording === undefined ? 'voice.begin' : 'voice.again')}
            </Button>
          </div>
        </>
      ) : (
        <Running recorder={recorder} isBusy={isBusy} onEnd={() => void keep()} />
      )}
      {problem === undefined ? null : (
        <Notice kind="warning" title={t(`voice.problem.${problem}`)} isLive>
          <p>{t('voice.otherWay')}</p>
        </Notice>
      )}
    </section>
  )
}

interface RunningProps {
  readonly recorder: Recorder
  readonly isBusy: boolean
  readonly onEnd: () => void
}

const stepMs = 200

function Running({ recorder, isBusy, onEnd }: RunningProps) {
  const { t } = useTranslation('feedback')
  const [level, setLevel] = useState(0)
  const [left, setLeft] = useState<number>(recordingLimitSeconds)
  const meter = useRef<HTMLMeterElement>(null)
  const end = useRef(onEnd)
  end.current = onEnd

  useEffect(() => {
    const startedAt = performance.now()
    const timer = setInterval(() => {
      const heard = recorder.level()
      setLevel(heard)
      // Whoever speaks is there, though nobody touches the screen.
      if (heard > 0.02) meter.current?.dispatchEvent(new Event('input', { bubbles: true }))
      const seconds = recordingLimitSeconds - (performance.now() - startedAt) / 1000
      setLeft(Math.max(0, Math.ceil(seconds)))
      if (seconds <= 0) end.current()
    }, stepMs)
    return () => clearInterval(timer)
  }, [recorder])

  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <div className={styles.running}>
      <p role="status" className={styles.live}>
        <Icon name="microphone" />
        <span>{t('voice.running')}</span>
      </p>
      <p role="timer" className={styles.clock}>
        {t('voice.left', { clock })}
      </p>
      <meter
        ref={meter}
        className={styles.meter}
        min={0}
        max={1}
        value={level}
        aria-label={t('voice.level')}
      />
      <div>
        <Button kind="primary" isBusy={isBusy} onClick={onEnd}>
          {t('voice.stop')}
        </Button>
      </div>
    </div>
  )
}
