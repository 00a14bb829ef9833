import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { attempt } from '../../device/storage-state.ts'
import { handOver, lockTeam } from '../../device/team/lock.ts'
import { dropFiled, listParked } from '../../device/team/parked.ts'
import { readTally } from '../../device/team/tally.ts'
import { currentVisit } from '../../device/team/visits.ts'
import { peopleHelped } from '../../domain/visit/visit.ts'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './team.module.css'

/** Where a team member starts: help someone, the visit, what was set aside, how the dossiers stand. */
export function StartScreen() {
  const { t } = useTranslation('team')
  const navigate = useNavigate()
  const tally = useLiveQuery(() => attempt(readTally))
  const parked = useLiveQuery(listParked)
  const visit = useLiveQuery(currentVisit)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => void dropFiled(), [])
  const open = visit?.ok === true ? visit.visit : null

  async function give(): Promise<void> {
    const given = await handOver()
    if (given.ok) await navigate('/')
    else setHasFailed(true)
  }

  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <Button onClick={lockTeam}>{t('start.lock')}</Button>
          <Button kind="primary" icon={<Icon name="person" />} onClick={() => void give()}>
            {t('start.handOver')}
          </Button>
        </>
      }
    >
      {hasFailed || tally?.ok === false ? (
        <Notice kind="error" isLive>
          <p>{t('failed')}</p>
        </Notice>
      ) : null}
      <nav className={styles.ways} aria-label={t('start.ways')}>
        <ButtonLink to="/" icon={<Icon name="edit" />}>
          {t('start.help')}
        </ButtonLink>
        <ButtonLink to="/doi/chuyen" icon={<Icon name="place" />}>
          {open === null
            ? t('start.noVisit')
            : t('start.visit', { village: open.place.village, count: peopleHelped(open.helped) })}
        </ButtonLink>
        <ButtonLink to="/doi/de-lai" icon={<Icon name="saved" />}>
          {t('start.parked', { count: parked?.ok === true ? parked.parked.length : 0 })}
        </ButtonLink>
      </nav>
      <section className={styles.part} aria-labelledby="tally">
        <h2 id="tally">{t('tally.title')}</h2>
        <dl className={styles.counts}>
          <div>
            <dt>{t('tally.sent')}</dt>
            <dd>{tally?.ok === true ? tally.value.sent : '–'}</dd>
          </div>
          <div>
            <dt>{t('tally.waiting')}</dt>
            <dd>{tally?.ok === true ? tally.value.waiting : '–'}</dd>
          </div>
          <div>
            <dt>{t('tally.askedFor')}</dt>
            <dd>{tally?.ok === true ? tally.value.askedFor : '–'}</dd>
          </div>
        </dl>
        <div className={styles.ways}>
          <ButtonLink to="/ho-so" icon={<Icon name="sending" />}>
            {t('tally.carry')}
          </ButtonLink>
        </div>
      </section>
      <p className={styles.small}>{t('start.handOverHelp')}</p>
    </Screen>
  )
}
