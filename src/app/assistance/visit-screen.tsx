import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { UnitDay } from '../../contract/unit-days.ts'
import type { Advice } from '../../domain/assistance/advise.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { Button } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { TextInput } from '../ui/field/field.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { usePrint } from '../ui/print/use-print.ts'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './assistance.module.css'
import { VisitSlip } from './visit-slip.tsx'

interface VisitScreenProps {
  readonly advice: Advice
  readonly days: readonly UnitDay[]
  readonly unitName: string | null
  readonly today: string
  readonly onBack: () => void
}

/** A day at the police, chosen and printed. Nothing of it is kept, and nobody's name is asked. */
export function VisitScreen({ advice, days, unitName, today, onBack }: VisitScreenProps) {
  const { t } = useTranslation('assistance')
  const { print, hasFailed } = usePrint()
  const [layout, setLayout] = useState<'a4' | 'slip'>('a4')
  const [chosen, setChosen] = useState('office')
  const [day, setDay] = useState('')
  const [part, setPart] = useState<'morning' | 'afternoon'>('morning')
  const [isTried, setIsTried] = useState(false)
  const mobile = days.filter(({ kind }) => kind === 'mobile-police')
  const inVillage = mobile.find(({ id }) => id === chosen)
  const isDayRight = inVillage !== undefined || day >= today

  function printAs(wanted: 'a4' | 'slip'): void {
    setIsTried(true)
    if (!isDayRight) return
    // On paper is what was drawn when the printer was asked.
    flushSync(() => setLayout(wanted))
    print()
  }

  const when =
    inVillage === undefined
      ? `${t(`visit.part.${part}`)}, ${formatPartialDate(day)}`
      : t('days.when', {
          day: formatPartialDate(inVillage.day),
          from: inVillage.from,
          until: inVillage.until,
        })

  return (
    <>
      <div className={styles.onScreen}>
        <Screen
          title={t('visit.title')}
          onBack={onBack}
          actions={
            <>
              <Button icon={<Icon name="print" />} onClick={() => printAs('slip')}>
                {t('visit.printSlip')}
              </Button>
              <Button kind="primary" icon={<Icon name="print" />} onClick={() => printAs('a4')}>
                {t('visit.printA4')}
              </Button>
            </>
          }
        >
          <Notice kind="information">
            <p>{t('visit.caution')}</p>
          </Notice>
          {mobile.length === 0 ? null : (
            <Choices
              label={t('visit.where')}
              options={[
                { value: 'office', label: t('visit.office') },
                ...mobile.map(({ id, day: on, from, until, place }) => ({
                  value: id,
                  label: `${place}: ${t('days.when', { day: formatPartialDate(on), from, until })}`,
                })),
              ]}
              value={chosen}
              onChange={setChosen}
            />
          )}
          {inVillage === undefined ? (
            <>
              <TextInput
                label={t('visit.day')}
                help={t('visit.dayHelp')}
                type="date"
                min={today}
                value={day}
                onChange={(event) => setDay(event.target.value)}
                error={isTried && !isDayRight ? t('visit.dayWrong') : undefined}
              />
              <Choices
                label={t('visit.partOfDay')}
                options={[
                  { value: 'morning', label: t('visit.part.morning') },
                  { value: 'afternoon', label: t('visit.part.afternoon') },
                ]}
                value={part}
                onChange={(value) => setPart(value === 'afternoon' ? 'afternoon' : 'morning')}
              />
            </>
          ) : null}
          {hasFailed ? (
            <Notice kind="error" isLive>
              <p>{t('visit.printFailed')}</p>
            </Notice>
          ) : null}
        </Screen>
      </div>
      {isDayRight ? (
        <VisitSlip
          advice={advice}
          layout={layout}
          unitName={unitName}
          when={when}
          place={inVillage?.place ?? null}
        />
      ) : null}
    </>
  )
}
