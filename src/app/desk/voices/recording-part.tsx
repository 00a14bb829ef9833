import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ControlIcon } from '../../listen/control-icon.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Field } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import type { WorkedSentence } from './sentences.ts'
import { useRecorder } from './use-recorder.ts'
import styles from './voices.module.css'
import { recordingUrl } from './voices-client.ts'

interface RecordingPartProps {
  readonly language: string
  readonly sentence: WorkedSentence
  readonly isBusy: boolean
  readonly onRecorded: (file: Blob) => void
  readonly onRemove: () => void
}

/** Records a sentence, or takes a file of it; what is there can be heard and done again. */
export function RecordingPart({ language, sentence, isBusy, onRecorded, onRemove }: RecordingPartProps) {
  const { t } = useTranslation('voices')
  const recorder = useRecorder()
  const titleId = useId()
  const recording = sentence.work?.recording ?? null

  async function finish(): Promise<void> {
    const file = await recorder.stop()
    if (file !== null) onRecorded(file)
  }

  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <h3 id={titleId}>{t('recording.title')}</h3>
      {recording === null ? (
        <p>{t('recording.none')}</p>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: what it says stands above it
        <audio controls preload="none" src={recordingUrl(language, recording.sha256)} />
      )}
      {sentence.work?.recordedBy === null || sentence.work === undefined ? null : (
        <p className={styles.by}>
          {t('recording.by')}: {sentence.work.recordedBy}
        </p>
      )}
      {recorder.problem === null ? null : (
        <Notice kind="warning" isLive>
          <p>{t(`recording.${recorder.problem}`)}</p>
        </Notice>
      )}
      {recorder.isRecording ? <p role="status">{t('recording.running')}</p> : null}
      <div className={styles.buttons}>
        {recorder.isRecording ? (
          <>
            <Button icon={<ControlIcon name="stop" />} onClick={() => void finish()}>
              {t('recording.stop')}
            </Button>
            <Button kind="quiet" onClick={recorder.cancel}>
              {t('recording.cancel')}
            </Button>
          </>
        ) : (
          <Button icon={<ControlIcon name="record" />} isBusy={isBusy} onClick={() => void recorder.start()}>
            {t(recording === null ? 'recording.record' : 'recording.again')}
          </Button>
        )}
        {recording === null || recorder.isRecording ? null : (
          <Button kind="danger" isBusy={isBusy} onClick={onRemove}>
            {t('recording.remove')}
          </Button>
        )}
      </div>
      <Field label={t('recording.file')}>
        {(described) => (
          <input
            {...described}
            type="file"
            accept="audio/*"
            disabled={isBusy || recorder.isRecording}
            onChange={({ target }) => {
              const file = target.files?.[0]
              if (file !== undefined) onRecorded(file)
              target.value = ''
            }}
          />
        )}
      </Field>
    </section>
  )
}
