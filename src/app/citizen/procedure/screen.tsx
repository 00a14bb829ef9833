import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Procedure } from '../../../catalogue/schema.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { LifeEventTiles } from '../home/life-event-tiles.tsx'
import { ProcedureSearch } from '../home/procedure-search.tsx'
import { Facts } from './facts.tsx'
import { OfficialRecord } from './official-record.tsx'
import { Papers } from './papers.tsx'
import { ScopeNote } from './scope-note.tsx'
import styles from './screen.module.css'
import { useProcedure } from './use-catalogue.ts'
import { useFilingObstacle } from './use-filing-obstacle.ts'

/** The guide of a procedure, by its code in the address. */
export function ProcedureScreen() {
  // With the texts of the parts, so that the screen does not blink when they appear.
  const { t } = useTranslation(['guide', 'home'])
  const { t: common } = useTranslation()
  const { code = '' } = useParams()
  const { loaded, retry } = useProcedure(code)
  const back = useBack()

  if (loaded === 'loading') return <Busy />
  if (loaded === 'failed') {
    return (
      <Screen
        title={t('failed.title')}
        onBack={back}
        actions={
          <Button kind="primary" onClick={retry}>
            {common('action.retry')}
          </Button>
        }
      >
        <p>{t('failed.body')}</p>
      </Screen>
    )
  }
  if (loaded === 'unknown') {
    return (
      <Screen
        title={t('unknown.title')}
        isWide
        actions={<ButtonLink to="/">{common('action.home')}</ButtonLink>}
      >
        <p>{t('unknown.body')}</p>
        <ProcedureSearch />
        <LifeEventTiles />
      </Screen>
    )
  }
  return <Guide procedure={loaded} />
}

function Guide({ procedure }: { readonly procedure: Procedure }) {
  const { t, i18n } = useTranslation('guide')
  const { t: common } = useTranslation()
  const language = contentLanguage(i18n.language)
  const { print, hasFailed } = usePrint()
  const back = useBack()
  const obstacle = useFilingObstacle()
  const obstacleId = useId()
  const hasForm = procedure.form !== undefined
  const start =
    obstacle === null ? (
      <ButtonLink kind="primary" to={`/ke-khai/${procedure.code}`} icon={<Icon name="edit" />}>
        {t('start')}
      </ButtonLink>
    ) : (
      <Button kind="primary" aria-disabled aria-describedby={obstacleId} icon={<Icon name="edit" />}>
        {t('start')}
      </Button>
    )
  const printFailure = hasFailed ? (
    <Notice kind="warning" isLive>
      <p>{t('printFailed')}</p>
    </Notice>
  ) : null
  return (
    <Screen
      title={procedure.plainName[language]}
      eyebrow={procedure.field[language]}
      onBack={back}
      isWide
      actions={
        hasForm ? (
          start
        ) : (
          <>
            {printFailure}
            <Button kind="primary" icon={<Icon name="print" />} onClick={print}>
              {t('print')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.head}>
        <p className={styles.official}>{procedure.name[language]}</p>
        {procedure.scope === 'national' ? null : <Badge>{t(`scope.${procedure.scope}`)}</Badge>}
        {procedure.confidence === 'high' ? null : <Badge kind="warning">{common('confirmByStaff')}</Badge>}
      </div>
      {hasForm && typeof obstacle === 'string' ? (
        <div id={obstacleId} className="no-print">
          <Notice kind="warning" title={t('cannotStart')}>
            <p>{obstacle}</p>
          </Notice>
        </div>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.lead}>
          {procedure.citizenDeadline === undefined ? null : (
            <div className={styles.deadline}>
              <Icon name="clock" />
              <p>
                <span>{t('deadline')}</span>
                <strong>{procedure.citizenDeadline.text[language]}</strong>
              </p>
            </div>
          )}
          {hasForm ? null : (
            <Notice kind="information" title={t('guideOnly.title')}>
              <p>{procedure.where[language]}</p>
            </Notice>
          )}
          <ScopeNote procedure={procedure} />
        </div>
        <Papers components={procedure.components} />
        <Facts procedure={procedure} />
      </div>
      {procedure.notes.length === 0 ? null : (
        <section className={styles.notes} aria-labelledby="notes">
          <h2 id="notes">{t('notes')}</h2>
          <ul>
            {procedure.notes.map((note) => (
              <li key={note.vi}>{note[language]}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="no-print">
        <OfficialRecord procedure={procedure} />
      </div>
      <p className={styles.onPaper}>
        {t('onPaper', { code: procedure.code, day: formatPartialDate(procedure.verifiedOn) })}
      </p>
      {hasForm ? (
        <div className={`${styles.print} no-print`}>
          {printFailure}
          <Button icon={<Icon name="print" />} onClick={print}>
            {t('print')}
          </Button>
        </div>
      ) : null}
    </Screen>
  )
}
