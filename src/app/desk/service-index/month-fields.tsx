import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select/select.tsx'
import { monthsUpTo } from './months.ts'
import { useMonthText } from './use-month-text.ts'

interface MonthFieldsProps {
  /** The last that may be chosen. */
  readonly today: string
  readonly from: string
  readonly until: string
  readonly onChange: (months: { readonly from: string; readonly until: string }) => void
}

/** From which month until the end of which. */
export function MonthFields({ today, from, until, onChange }: MonthFieldsProps) {
  const { t } = useTranslation('service-index')
  const monthText = useMonthText()
  const options = monthsUpTo(today).map((month) => ({ value: month, label: monthText(month) }))
  return (
    <>
      <Select
        label={t('fromMonth')}
        placeholder={t('choose')}
        options={options}
        value={from}
        onChange={(month) => month !== '' && onChange({ from: month, until: month > until ? month : until })}
      />
      <Select
        label={t('untilMonth')}
        placeholder={t('choose')}
        options={options}
        value={until}
        onChange={(month) => month !== '' && onChange({ from: month < from ? month : from, until: month })}
      />
    </>
  )
}
