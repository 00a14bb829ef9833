import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffSession } from '../../../contract/desk.ts'
import { may } from '../../../domain/people/permissions.ts'
import type { IndexComponent } from '../../../domain/service-index/components.ts'
import type { Measure } from '../../../domain/service-index/measures.ts'
import { scoreOf } from '../../../domain/service-index/score.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { momentText } from '../moment.tsx'
import fields from '../period-fields.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { SheetButtons } from '../sheets/sheet-buttons.tsx'
import { useAnswer } from '../use-answer.ts'
import { BehindDialog } from './behind-dialog.tsx'
import { ComponentList } from './component-list.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { readServiceIndex } from './index-client.ts'
import { MonthChart } from './month-chart.tsx'
import { MonthFields } from './month-fields.tsx'
import { firstDayOf, lastDayOf } from './months.ts'
import { NextSteps } from './next-steps.tsx'
import { countText } from './numbers.ts'
import { ScoreSummary } from './score-summary.tsx'
import styles from './screen.module.css'
import { UnitField } from './unit-field.tsx'
import { UnitsTable } from './units-table.tsx'
import { useIndexSheet } from './use-index-sheet.ts'
import { useMonthText } from './use-month-text.ts'

/** The service-quality index of a unit: the score, what would raise it, each component, months and units. */
export function ServiceIndexScreen({ staff }: { readonly staff: StaffSession }) {
  const { t, i18n } = useTranslation('service-index')
  const monthText = useMonthText()
  const sheetOf = useIndexSheet()
  const [today] = useState(() => vietnamDay(Date.now()))
  const [unit, setUnit] = useState(staff.unit.code)
  const [months, setMonths] = useState({ from: `${today.slice(0, 4)}-01`, until: today.slice(0, 7) })
  const from = firstDayOf(months.from)
  const until = lastDayOf(months.until)
  const read = useCallback(() => readServiceIndex({ unit, from, until }), [unit, from, until])
  const { value, problem, isAsking, ask } = useAnswer(read)
  const [measure, setMeasure] = useState<Measure | null>(null)
  const [entering, setEntering] = useState<IndexComponent | null>(null)
  const [isSaved, setIsSaved] = useState(false)
  // What the last answer was about, until the next one is here.
  const index =
    value !== null && value.unit.code === unit && value.from === from && value.until === until ? value : null
  return (
    <Screen title={t('title')} isWide>
      <div className={`${fields.fields} no-print`}>
        <UnitField units={value?.units ?? []} value={unit} onChange={setUnit} />
        <MonthFields today={today.slice(0, 7)} {...months} onChange={setMonths} />
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} onRetry={ask} />}
      {isSaved ? <Notice kind="success" title={t('enter.saved')} isLive /> : null}
      {index === null && (isAsking || problem === null) ? <Busy /> : null}
      {index === null ? null : (
        <div className={styles.sheet}>
          <div>
            <h2>
              <span lang="vi">{index.unit.name}</span>, {monthText(months.from)}
              {months.from === months.until ? null : ` – ${monthText(months.until)}`}
            </h2>
            <p className={styles.law}>
              {t('asOf', {
                at: momentText(index.asOf),
                received: countText(index.received, i18n.language),
              })}{' '}
              {index.undated === 0 ? null : t('undated', { count: index.undated })}
            </p>
          </div>
          {index.received === 0 ? <Notice kind="information" title={t('empty')} /> : null}
          <ScoreSummary score={scoreOf(index.figures)} />
          <NextSteps index={index} />
          <SheetButtons sheet={() => sheetOf(index)} name={`chi-so-${unit}-${months.from}-${months.until}`} />
          <MonthChart months={index.months} />
          {index.below.length === 0 ? null : <UnitsTable below={index.below} onChoose={setUnit} />}
          <ComponentList
            index={index}
            onShow={may(staff.role, 'read-dossier') ? setMeasure : null}
            onEnter={
              may(staff.role, 'enter-index-figures') && unit === staff.unit.code
                ? (component) => {
                    setIsSaved(false)
                    setEntering(component)
                  }
                : null
            }
          />
          <p className={styles.law}>{t('law')}</p>
        </div>
      )}
      {measure === null ? null : (
        <BehindDialog
          behind={{ unit, from, until, measure, officer: null }}
          onClose={() => setMeasure(null)}
        />
      )}
      {entering === null ? null : (
        <EntryDialog
          component={entering}
          month={months.until}
          today={today}
          onClose={() => setEntering(null)}
          onSaved={() => {
            setEntering(null)
            setIsSaved(true)
            ask()
          }}
        />
      )}
    </Screen>
  )
}
