import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VoiceSentence } from '../../../contract/voices.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { TextArea } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import type { Answer } from '../desk-client.ts'
import panel from '../panel.module.css'
import { RecordingPart } from './recording-part.tsx'
import type { SentenceState, WorkedSentence } from './sentences.ts'
import styles from './voices.module.css'
import { removeRecording, saveRecording, saveReview, saveTranslation } from './voices-client.ts'

const kinds = { open: 'neutral', waiting: 'warning', reviewed: 'success' } as const satisfies Record<
  SentenceState,
  string
>

interface SentenceEditorProps {
  readonly language: string
  readonly sentence: WorkedSentence
  readonly isBusy: boolean
  readonly run: (work: () => Promise<Answer<VoiceSentence>>) => Promise<void>
}

/** One sentence: what it says, its voice, its translation, and the second person's word. */
export function SentenceEditor({ language, sentence, isBusy, run }: SentenceEditorProps) {
  const { t } = useTranslation('voices')
  const { text, place, work, former, state } = sentence
  const [translation, setTranslation] = useState(work?.translation ?? former?.translation ?? '')
  const seen = { source: text, revision: work?.revision ?? 0 }
  const isMade = state !== 'open'

  function save(event: FormEvent): void {
    event.preventDefault()
    void run(() => saveTranslation(language, { ...seen, place, translation }))
  }

  return (
    <section className={panel.panel}>
      <div>
        <h2 className={styles.label}>{t('source')}</h2>
        <p className={styles.source} lang="vi">
          {text}
        </p>
        <p className={styles.by}>
          {t('place')}: <span lang="en">{place}</span>
        </p>
      </div>
      <div>
        <Badge kind={kinds[state]}>{t(`state.${state}`)}</Badge>
      </div>
      {former === undefined ? null : (
        <Notice kind="warning">
          <p>
            {t('changedWords')} <span lang="vi">{former.source}</span>
          </p>
        </Notice>
      )}
      <RecordingPart
        language={language}
        sentence={sentence}
        isBusy={isBusy}
        onRecorded={(file) => void run(() => saveRecording(language, { ...seen, place }, file))}
        onRemove={() => void run(() => removeRecording(language, seen))}
      />
      <form className={styles.part} onSubmit={save}>
        <TextArea
          label={t('translation.label')}
          help={t('translation.help')}
          name="translation"
          lang={language}
          rows={2}
          maxLength={4000}
          value={translation}
          onChange={(event) => setTranslation(event.target.value)}
        />
        {work === undefined || work.translatedBy === null ? null : (
          <p className={styles.by}>
            {t('translation.by')}: {work.translatedBy}
          </p>
        )}
        <div>
          <Button type="submit" isBusy={isBusy}>
            {t('translation.save')}
          </Button>
        </div>
      </form>
      {!isMade || work === undefined ? null : (
        <div className={styles.part}>
          {work.reviewedBy === null ? null : (
            <p>
              {t('review.by')}: {work.reviewedBy}
            </p>
          )}
          {work.isOwn ? (
            <p>{t('review.own')}</p>
          ) : (
            <div>
              <Button
                isBusy={isBusy}
                onClick={() =>
                  void run(() => saveReview(language, { ...seen, isReviewed: state !== 'reviewed' }))
                }
              >
                {t(state === 'reviewed' ? 'review.takeBack' : 'review.approve')}
              </Button>
            </div>
          )}
        </div>
      )}
    </section>
  )
}
