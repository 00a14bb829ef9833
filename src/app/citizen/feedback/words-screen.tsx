import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedbackPhotoLimit, feedbackTextMaximum } from '../../../contract/feedback.ts'
import { listDraftPhotos } from '../../../device/draft-photos.ts'
import { feedbackPhotoComponent, recordingComponent } from '../../../device/payloads.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextArea } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { CameraView } from '../declaration/papers/camera-view.tsx'
import { PaperCard } from '../declaration/papers/paper-card.tsx'
import { usePhotoIntake } from '../declaration/papers/use-photo-intake.ts'
import styles from './feedback.module.css'
import { useFeedback, useFeedbackWalk } from './feedback-context.ts'
import { wordsPlace } from './places.ts'
import { SaveTrouble } from './save-trouble.tsx'
import { VoiceRecorder } from './voice-recorder.tsx'

/** Written, spoken, photographed: any of them will do. */
export function WordsScreen() {
  const { t } = useTranslation(['feedback', 'declaration'])
  const { session, draft, change } = useFeedback()
  const { number, total, next, back } = useFeedbackWalk(wordsPlace)
  const kept = useLiveQuery(() => listDraftPhotos(session), [session])
  const intake = usePhotoIntake(session)
  const [isPhotographing, setIsPhotographing] = useState(false)
  const [isRecording, setIsRecording] = useState(false)
  const [refusal, setRefusal] = useState<'empty' | 'recording' | 'tooManyPhotos'>()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusal !== undefined) notice.current?.focus()
  }, [refusal])

  const photos = (kept ?? []).filter(({ component }) => component === feedbackPhotoComponent)
  const recording = (kept ?? []).findLast(({ component }) => component === recordingComponent)

  const isEmpty = draft.text.trim() === '' && recording === undefined && photos.length === 0
  const why = isRecording
    ? 'recording'
    : isEmpty
      ? 'empty'
      : photos.length > feedbackPhotoLimit
        ? 'tooManyPhotos'
        : undefined

  function goOn(): void {
    setRefusal(why)
    if (why === undefined) next()
  }

  return (
    <Screen
      title={t('words.title')}
      onBack={back}
      progress={{ done: number - 1, total, label: t('progress', { number, total }) }}
      actions={
        <Button kind="primary" isBusy={intake.pending.length > 0 || kept === undefined} onClick={goOn}>
          {t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <p>{t('words.how')}</p>
      {refusal === undefined || refusal !== why ? null : (
        <div ref={notice} tabIndex={-1}>
          <Notice kind="error" isLive>
            <p>{t(`words.refused.${refusal}`, { count: feedbackPhotoLimit })}</p>
          </Notice>
        </div>
      )}
      <VoiceRecorder
        session={session}
        recording={recording}
        isLoaded={kept !== undefined}
        onRecording={setIsRecording}
      />
      <TextArea
        label={t('words.text')}
        help={t('words.textHelp')}
        rows={6}
        maxLength={feedbackTextMaximum}
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <ul className={styles.photos}>
        <PaperCard
          session={session}
          paper={{ id: feedbackPhotoComponent, name: t('words.photos'), note: t('words.photosHelp') }}
          photos={photos}
          intake={intake}
          onCamera={() => setIsPhotographing(true)}
        />
      </ul>
      <SaveTrouble />
      {isPhotographing ? (
        <CameraView
          paper={t('words.photos')}
          how={t('words.cameraHow')}
          onPicture={(picture) => intake.add(feedbackPhotoComponent, [picture])}
          onClose={() => setIsPhotographing(false)}
        />
      ) : null}
    </Screen>
  )
}
