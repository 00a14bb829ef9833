import { useTranslation } from 'react-i18next'
import type { VoiceWork } from '../../../contract/voices.ts'
import type { StaffRole } from '../../../domain/people/permissions.ts'
import { may } from '../../../domain/people/permissions.ts'
import { Bar } from '../../ui/bar/bar.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Moment } from '../moment.tsx'
import panel from '../panel.module.css'
import type { WorkedSentence } from './sentences.ts'
import styles from './voices.module.css'
import { voicesFileUrl } from './voices-client.ts'

interface CoverageProps {
  readonly role: StaffRole
  readonly unit: string
  readonly sentences: readonly WorkedSentence[]
  readonly published: VoiceWork['published']
  readonly isBusy: boolean
  readonly onPublish: () => void
  readonly onWithdraw: () => void
}

/** How much of what is said the language has, and what of it the devices use. */
export function Coverage({ role, unit, sentences, published, isBusy, onPublish, onWithdraw }: CoverageProps) {
  const { t } = useTranslation('voices')
  const total = sentences.length
  const counts = {
    recorded: sentences.filter(({ work }) => (work?.recording ?? null) !== null).length,
    translated: sentences.filter(({ work }) => (work?.translation ?? null) !== null).length,
    reviewed: sentences.filter(({ state }) => state === 'reviewed').length,
  }
  const shown = ['recorded', 'translated', 'reviewed'] as const
  return (
    <section className={panel.panel}>
      <h2>{t('coverage.title')}</h2>
      <Facts>
        {shown.map((name) => (
          <Fact key={name} name={t(`coverage.${name}`)}>
            {t('coverage.of', { count: counts[name], total })}
            <Bar share={counts[name] / Math.max(1, total)} />
          </Fact>
        ))}
        <Fact name={t('coverage.published')}>
          {published === null ? (
            t('coverage.unpublished')
          ) : (
            <>
              {t('coverage.publishedAt', { count: published.sentences })} <Moment at={published.at} />
              <br />
              <a href={voicesFileUrl(unit)} download>
                {t('file')}
              </a>
            </>
          )}
        </Fact>
      </Facts>
      {may(role, 'publish-voices') ? (
        <div className={styles.buttons}>
          <Button isBusy={isBusy} disabled={counts.reviewed === 0} onClick={onPublish}>
            {t('publish')}
          </Button>
          {published === null ? null : (
            <Button kind="danger" isBusy={isBusy} onClick={onWithdraw}>
              {t('withdraw')}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  )
}
