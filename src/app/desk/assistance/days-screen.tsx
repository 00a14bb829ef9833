import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffSession } from '../../../contract/desk.ts'
import { type NewUnitDay, type UnitNews, unitDayKinds } from '../../../contract/unit-days.ts'
import { may } from '../../../domain/people/permissions.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import styles from '../../assistance/assistance.module.css'
import { UnitDays } from '../../assistance/unit-days.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { Select } from '../../ui/select/select.tsx'
import panel from '../panel.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { useChangedAnswer } from '../use-changed-answer.ts'
import { addUnitDay, readUnitNews, removeUnitDay } from './assistance-client.ts'

const empty: Omit<NewUnitDay, 'kind'> = { day: '', from: '08:00', until: '11:00', place: '' }

/** The days that the unit tells its people of; its devices hear of them with their next contact. */
export function UnitDaysScreen({ staff }: { readonly staff: StaffSession }) {
  const { t } = useTranslation('assistance')
  const {
    answered,
    value: news,
    failure,
    done,
    isBusy,
    run,
  } = useChangedAnswer<UnitNews, 'added' | 'removed'>(readUnitNews)
  const mayEnter = may(staff.role, 'enter-unit-days')

  return (
    <Screen title={t('days.deskTitle')} isWide>
      <p>{t('days.deskLead')}</p>
      {answered.problem === null ? null : (
        <ProblemNotice problem={answered.problem} title={t('days.failed')} onRetry={answered.ask} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('days.notDone')} />}
      {done === null ? null : <Notice kind="success" title={t(`days.${done}`)} isLive />}
      {news === null ? (
        answered.problem === null ? (
          <Busy />
        ) : null
      ) : (
        <UnitDays
          days={news.days}
          {...(mayEnter
            ? {
                action: (day) => (
                  <div>
                    <Button isBusy={isBusy} onClick={() => void run(removeUnitDay(day.id), 'removed')}>
                      {t('days.remove')}
                      <span className="visually-hidden"> {formatPartialDate(day.day)}</span>
                    </Button>
                  </div>
                ),
              }
            : {})}
        />
      )}
      {mayEnter ? <NewDayForm isBusy={isBusy} onAdd={(day) => run(addUnitDay(day), 'added')} /> : null}
    </Screen>
  )
}

interface NewDayFormProps {
  readonly isBusy: boolean
  /** @returns whether it was added. */
  readonly onAdd: (day: NewUnitDay) => Promise<boolean>
}

function NewDayForm({ isBusy, onAdd }: NewDayFormProps) {
  const { t } = useTranslation('assistance')
  const [kind, setKind] = useState<NewUnitDay['kind']>('mobile-police')
  const [day, setDay] = useState(empty)
  const [isTried, setIsTried] = useState(false)
  const today = vietnamDay(Date.now())
  const wrong = {
    day: day.day < today,
    until: day.from >= day.until,
    place: day.place.trim() === '',
  }
  const change = (part: Partial<typeof empty>) => setDay((before) => ({ ...before, ...part }))

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsTried(true)
    if (isBusy || wrong.day || wrong.until || wrong.place) return
    if (!(await onAdd({ kind, ...day, place: day.place.trim() }))) return
    setDay(empty)
    setIsTried(false)
  }

  return (
    <section className={panel.panel}>
      <h2>{t('days.new')}</h2>
      <form className={styles.part} onSubmit={(event) => void add(event)} noValidate>
        <Select
          label={t('days.what')}
          placeholder={t('choose')}
          options={unitDayKinds.map((value) => ({ value, label: t(`days.kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(unitDayKinds.find((each) => each === value) ?? kind)}
        />
        <div className={styles.times}>
          <TextInput
            label={t('days.day')}
            type="date"
            min={today}
            value={day.day}
            onChange={(event) => change({ day: event.target.value })}
            error={isTried && wrong.day ? t('visit.dayWrong') : undefined}
          />
          <TextInput
            label={t('days.from')}
            type="time"
            value={day.from}
            onChange={(event) => change({ from: event.target.value })}
          />
          <TextInput
            label={t('days.until')}
            type="time"
            value={day.until}
            onChange={(event) => change({ until: event.target.value })}
            error={isTried && wrong.until ? t('days.untilWrong') : undefined}
          />
        </div>
        <TextInput
          label={t('days.place')}
          help={t('days.placeHelp')}
          maxLength={200}
          value={day.place}
          onChange={(event) => change({ place: event.target.value })}
          error={isTried && wrong.place ? t('days.placeWrong') : undefined}
        />
        <div>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {t('days.add')}
          </Button>
        </div>
      </form>
    </section>
  )
}
