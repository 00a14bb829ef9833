import { useTranslation } from 'react-i18next'
import type { FeedbackDetail } from '../../../contract/feedback.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import panel from '../panel.module.css'
import styles from './feedback.module.css'
import { feedbackPartUrl } from './feedback-client.ts'

/** What somebody said, by voice, in writing and in pictures. A recording is fetched, and its hearing written down, when it is played. */
export function Said({ feedback }: { readonly feedback: FeedbackDetail }) {
  const { t } = useTranslation('feedback-desk')
  const { id, text, language, recording, photoParts, sender, isContentRemoved } = feedback
  return (
    <section className={panel.panel}>
      <h2>{t('detail.said')}</h2>
      {isContentRemoved ? <Notice kind="information" title={t('detail.removed')} /> : null}
      {recording === null ? null : (
        <div className={styles.voice}>
          <p>{t('detail.voice', { count: Math.round(recording.seconds) })}</p>
          {recording.hasArrived ? (
            // biome-ignore lint/a11y/useMediaCaption: a citizen's own words; nobody has written them down.
            <audio
              controls
              preload="none"
              src={feedbackPartUrl(id, recording.sha256)}
              className={styles.player}
              aria-label={t('detail.play')}
            />
          ) : (
            <p>{t('detail.notArrived')}</p>
          )}
        </div>
      )}
      {text === '' ? null : (
        <p lang={language} className={styles.words}>
          {text}
        </p>
      )}
      {photoParts.length === 0 ? null : (
        <ol className={styles.photos}>
          {photoParts.map(({ sha256, hasArrived }, index) => (
            <li key={sha256}>
              {hasArrived ? (
                <a href={feedbackPartUrl(id, sha256)} target="_blank" rel="noreferrer">
                  <img
                    src={feedbackPartUrl(id, sha256)}
                    alt={t('detail.photo', { number: index + 1 })}
                    loading="lazy"
                  />
                </a>
              ) : (
                <p>{t('detail.notArrived')}</p>
              )}
            </li>
          ))}
        </ol>
      )}
      <Facts>
        <Fact name={t('detail.sender')}>
          {sender === null ? t('anonymous') : `${sender.name}, ${sender.phone}`}
        </Fact>
      </Facts>
    </section>
  )
}
