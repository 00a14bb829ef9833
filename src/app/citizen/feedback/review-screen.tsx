import { useLiveQuery } from 'dexie-react-hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDraftPhotos } from '../../../device/draft-photos.ts'
import { ensureEnvelopeId } from '../../../device/drafts.ts'
import { feedbackPhotoComponent, recordingComponent } from '../../../device/payloads.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { PageThumbnail } from '../declaration/papers/page-thumbnail.tsx'
import pageStyles from '../declaration/papers/papers.module.css'
import styles from './feedback.module.css'
import { useFeedback, useFeedbackWalk } from './feedback-context.ts'
import { KeptVoice } from './kept-voice.tsx'
import { reviewPlace, senderPlace, topicPlace, wordsPlace } from './places.ts'
import { useSending } from './use-sending.ts'

/** All of it once more before it is sent. */
export function ReviewScreen() {
  const { t } = useTranslation(['feedback', 'declaration'])
  const { session, draft } = useFeedback()
  const { number, total, back, mend } = useFeedbackWalk(reviewPlace)
  const kept = useLiveQuery(() => listDraftPhotos(session), [session])
  const { isSending, failure, send } = useSending()
  const [isAgreed, setIsAgreed] = useState(false)
  /** Counts taps on "send" that could not be followed. */
  const [refusals, setRefusals] = useState(0)
  const content = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // Made now and not at the tap: the tap, its repetitions and every tab file under the same id (DESIGN G2).
    void ensureEnvelopeId(session)
  }, [session])
  useEffect(() => {
    if (refusals === 0) return
    content.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  const photos = (kept ?? []).filter(({ component }) => component === feedbackPhotoComponent)
  const recording = (kept ?? []).findLast(({ component }) => component === recordingComponent)
  const paper = t('words.photos')
  return (
    <Screen
      title={t('review.title')}
      onBack={back}
      progress={{ done: number - 1, total, label: t('progress', { number, total }) }}
      actions={
        <Button
          kind="primary"
          isBusy={isSending || kept === undefined}
          onClick={() => (isAgreed ? void send() : setRefusals((count) => count + 1))}
        >
          {t(isSending ? 'review.sending' : 'review.send')}
        </Button>
      }
    >
      <div ref={content} className={styles.review}>
        <Part title={t('topic.title')} onMend={() => mend(topicPlace)}>
          <p>{draft.topic === null ? t('topic.missing') : t(`topics.${draft.topic}`)}</p>
        </Part>
        <Part title={t('words.title')} onMend={() => mend(wordsPlace)}>
          {recording === undefined ? null : <KeptVoice session={session} recording={recording} />}
          {draft.text.trim() === '' ? null : <p className={styles.said}>{draft.text}</p>}
          {photos.length === 0 ? null : (
            <ol className={pageStyles.pages}>
              {photos.map((photo, index) => (
                <PageThumbnail
                  key={photo.id}
                  session={session}
                  photo={photo}
                  paper={paper}
                  number={index + 1}
                />
              ))}
            </ol>
          )}
        </Part>
        <Part title={t('sender.title')} onMend={() => mend(senderPlace)}>
          {draft.isNamed === true ? (
            <p>
              {draft.name}, {draft.phone}
            </p>
          ) : (
            <p>{t(draft.isNamed === null ? 'sender.missing' : 'sender.anonymous')}</p>
          )}
          <p>{t('review.reader', { reader: t(`reader.${draft.reader}`) })}</p>
        </Part>
        <Checkbox
          label={t('review.consent')}
          isChecked={isAgreed}
          onChange={setIsAgreed}
          {...(refusals > 0 && !isAgreed ? { error: t('review.consentNeeded') } : {})}
        />
        {failure === undefined ? null : (
          <Notice kind="error" title={t('review.failed')} isLive>
            <p>
              {failure === 'feedback-incomplete'
                ? t('review.incomplete')
                : t(`declaration:saving.problem.${failure}`)}
            </p>
          </Notice>
        )}
      </div>
    </Screen>
  )
}

interface PartProps {
  readonly title: string
  readonly onMend: () => void
  readonly children: ReactNode
}

function Part({ title, onMend, children }: PartProps) {
  const { t } = useTranslation('feedback')
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
      <div>
        <Button
          icon={<Icon name="edit" />}
          aria-label={t('review.mendPart', { part: title })}
          onClick={onMend}
        >
          {t('review.mend')}
        </Button>
      </div>
    </section>
  )
}
