import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { changeHelped, endVisit, type OpenVisit } from '../../device/team/visits.ts'
import { vietnamTime } from '../../domain/time/vietnam-time.ts'
import {
  type Help,
  type HelpDifficulty,
  type HelpService,
  helpDifficulties,
  helpServices,
  peopleHelped,
  withOneLess,
  withOneMore,
} from '../../domain/visit/visit.ts'
import { Button } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { Select } from '../ui/select/select.tsx'
import styles from './team.module.css'

/** A visit that is going on: who was helped is counted, never named. */
export function OpenVisitScreen({ visit }: { readonly visit: OpenVisit }) {
  const { t } = useTranslation('team')
  const navigate = useNavigate()
  const [service, setService] = useState<HelpService>()
  const [difficulty, setDifficulty] = useState<HelpDifficulty>('none')
  const [isMissing, setIsMissing] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const [isEnding, setIsEnding] = useState(false)

  async function change(counts: (helped: readonly Help[]) => readonly Help[]): Promise<void> {
    setHasFailed(!(await changeHelped(counts)).ok)
  }

  async function addOne(): Promise<void> {
    if (service === undefined) return setIsMissing(true)
    setIsMissing(false)
    await change((helped) => withOneMore(helped, service, difficulty))
    setDifficulty('none')
  }

  async function end(): Promise<void> {
    setIsEnding(false)
    const ended = await endVisit(new Date())
    if (ended.ok) await navigate('/doi')
    else setHasFailed(true)
  }

  const people = peopleHelped(visit.helped)
  return (
    <Screen
      title={visit.place.village}
      eyebrow={t('visit.title')}
      onBack={() => void navigate('/doi')}
      actions={
        <Button kind="primary" onClick={() => setIsEnding(true)}>
          {t('visit.end')}
        </Button>
      }
    >
      <p>
        {t(`purpose.${visit.purpose}`)} · {t('visit.since', { time: vietnamTime(visit.beganAt) })}
      </p>
      {hasFailed ? (
        <Notice kind="error" isLive>
          <p>{t('failed')}</p>
        </Notice>
      ) : null}
      <section className={styles.part} aria-labelledby="helped">
        <h2 id="helped">{t('visit.people', { count: people })}</h2>
        <p role="status" className="visually-hidden">
          {t('visit.people', { count: people })}
        </p>
        {visit.helped.length === 0 ? null : (
          <ul className={styles.items}>
            {visit.helped.map((help) => {
              const name =
                help.difficulty === 'none'
                  ? t(`service.${help.service}`)
                  : `${t(`service.${help.service}`)} · ${t(`difficulty.${help.difficulty}`)}`
              return (
                <li key={`${help.service} ${help.difficulty}`} className={styles.counted}>
                  <span>{t('visit.counted', { name, people: help.people })}</span>
                  <Button
                    aria-label={t('visit.less', { name })}
                    icon={<Icon name="delete" />}
                    onClick={() =>
                      void change((helped) => withOneLess(helped, help.service, help.difficulty))
                    }
                  >
                    {t('visit.minusOne')}
                  </Button>
                </li>
              )
            })}
          </ul>
        )}
      </section>
      <section className={styles.part} aria-labelledby="one-more">
        <h2 id="one-more">{t('visit.oneMore')}</h2>
        <Choices
          label={t('visit.service')}
          options={helpServices.map((value) => ({ value, label: t(`service.${value}`) }))}
          value={service}
          onChange={(chosen) => setService(helpServices.find((known) => known === chosen))}
          {...(isMissing ? { error: t('visit.serviceMissing') } : {})}
        />
        <Select
          label={t('visit.difficulty')}
          placeholder={t('difficulty.none')}
          options={helpDifficulties
            .filter((value) => value !== 'none')
            .map((value) => ({ value, label: t(`difficulty.${value}`) }))}
          value={difficulty === 'none' ? '' : difficulty}
          onChange={(chosen) => setDifficulty(helpDifficulties.find((known) => known === chosen) ?? 'none')}
        />
        <div className={styles.ways}>
          <Button icon={<Icon name="add" />} onClick={() => void addOne()}>
            {t('visit.add')}
          </Button>
        </div>
      </section>
      <Dialog
        title={t('endVisit.title')}
        isOpen={isEnding}
        onClose={() => setIsEnding(false)}
        actions={
          <>
            <Button onClick={() => setIsEnding(false)}>{t('endVisit.stay')}</Button>
            <Button kind="primary" onClick={() => void end()}>
              {t('endVisit.sure')}
            </Button>
          </>
        }
      >
        <p>{t('endVisit.body', { village: visit.place.village, count: people })}</p>
      </Dialog>
    </Screen>
  )
}
