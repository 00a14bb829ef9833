import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ProcedureSummary } from '../../../catalogue/schema.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { LifeEventPicture } from '../pictures/life-event-picture.tsx'
import { isLifeEvent } from '../pictures/life-events.ts'
import { ProcedureLinks } from '../procedure/procedure-links.tsx'
import { useSummaries } from '../procedure/use-catalogue.ts'
import styles from './screen.module.css'

/** The procedures of one life event, what can be filed here and what is most asked for first. */
export function LifeEventScreen() {
  const { t } = useTranslation('home')
  const { t: common } = useTranslation()
  const { lifeEvent = '' } = useParams()
  const { loaded, retry } = useSummaries()
  const back = useBack()

  if (!isLifeEvent(lifeEvent)) {
    return (
      <Screen
        title={t('lifeEventScreen.unknown')}
        actions={
          <ButtonLink kind="primary" to="/">
            {common('action.home')}
          </ButtonLink>
        }
      >
        <p>{t('lifeEventScreen.unknownHelp')}</p>
      </Screen>
    )
  }
  const title = t(`lifeEvent.${lifeEvent}`)
  return (
    <Screen
      title={title}
      eyebrow={
        <span className={styles.eyebrow}>
          <LifeEventPicture event={lifeEvent} />
          {t('lifeEventScreen.eyebrow')}
        </span>
      }
      onBack={back}
      isWide
    >
      {loaded === 'loading' ? <Busy /> : null}
      {loaded === 'failed' ? (
        <Notice kind="error" isLive>
          <p>{t('lifeEventScreen.failed')}</p>
          <Button onClick={retry}>{common('action.retry')}</Button>
        </Notice>
      ) : null}
      {typeof loaded === 'string' ? null : (
        <Groups title={title} procedures={loaded.filter((procedure) => procedure.lifeEvent === lifeEvent)} />
      )}
    </Screen>
  )
}

function Groups({
  title,
  procedures,
}: {
  readonly title: string
  readonly procedures: readonly ProcedureSummary[]
}) {
  const { t } = useTranslation('home')
  const common = procedures
    .filter(isCommon)
    .sort((a, b) => Number(b.hasForm) - Number(a.hasForm) || Number(b.essential) - Number(a.essential))
  const others = procedures.filter((procedure) => !isCommon(procedure))
  if (procedures.length === 0) return <p>{t('lifeEventScreen.empty')}</p>
  if (common.length === 0) return <ProcedureLinks label={title} procedures={others} />
  return (
    <>
      <section className={styles.group} aria-labelledby="common-procedures">
        <h2 id="common-procedures">{t('lifeEventScreen.common')}</h2>
        <ProcedureLinks label={t('lifeEventScreen.common')} procedures={common} />
      </section>
      {others.length === 0 ? null : (
        <section className={styles.group} aria-labelledby="other-procedures">
          <h2 id="other-procedures">{t('lifeEventScreen.others')}</h2>
          <ProcedureLinks label={t('lifeEventScreen.others')} procedures={others} />
        </section>
      )}
    </>
  )
}

function isCommon(procedure: ProcedureSummary): boolean {
  return procedure.hasForm || procedure.essential
}
