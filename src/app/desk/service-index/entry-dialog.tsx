import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IndexComponent } from '../../../domain/service-index/components.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { enterFigures } from './index-client.ts'
import { monthsUpTo } from './months.ts'
import { useMonthText } from './use-month-text.ts'

interface EntryDialogProps {
  readonly component: IndexComponent
  /** Offered first. */
  readonly month: string
  /** `YYYY-MM-DD` */
  readonly today: string
  readonly onClose: () => void
  readonly onSaved: () => void
}

type Mistake = 'numerator' | 'denominator' | 'tooLarge' | 'source' | 'asOf'

/** A figure that this product cannot know: what, of which month, read where, as of when. */
export function EntryDialog({ component, month: first, today, onClose, onSaved }: EntryDialogProps) {
  const { t } = useTranslation('service-index')
  const monthText = useMonthText()
  const [month, setMonth] = useState(first)
  const [numerator, setNumerator] = useState('')
  const [denominator, setDenominator] = useState('')
  const [source, setSource] = useState('')
  const [asOf, setAsOf] = useState(today)
  const [mistake, setMistake] = useState<Mistake | null>(null)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  /** State is late for the second tap of a double tap. */
  const isUnderWay = useRef(false)

  function mistakeIn(): Mistake | null {
    if (wholeNumber(numerator) === null) return 'numerator'
    if (wholeNumber(denominator) === null) return 'denominator'
    if (Number(numerator) > Number(denominator)) return 'tooLarge'
    if (source.trim() === '') return 'source'
    return asOf === '' ? 'asOf' : null
  }

  async function save(): Promise<void> {
    if (isUnderWay.current) return
    const found = mistakeIn()
    setMistake(found)
    if (found !== null) return
    isUnderWay.current = true
    setIsBusy(true)
    const answer = await enterFigures({
      component,
      month,
      numerator: Number(numerator),
      denominator: Number(denominator),
      source: source.trim(),
      asOf,
    })
    isUnderWay.current = false
    setIsBusy(false)
    if (answer.ok) onSaved()
    else setProblem(answer.problem)
  }

  const numeratorError =
    mistake === 'numerator' ? t('enter.wrongNumber') : mistake === 'tooLarge' ? t('enter.tooLarge') : null
  return (
    <Dialog
      title={t('enter.title', { component: t(`component.${component}`) })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('enter.cancel')}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
            {t('enter.save')}
          </Button>
        </>
      }
    >
      <p>{t(`counts.${component}`)}</p>
      <p>{t('enter.help')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Select
        label={t('enter.month')}
        placeholder={t('choose')}
        options={monthsUpTo(today.slice(0, 7)).map((each) => ({ value: each, label: monthText(each) }))}
        value={month}
        onChange={(each) => each !== '' && setMonth(each)}
      />
      <TextInput
        label={t('enter.numerator')}
        inputMode="numeric"
        value={numerator}
        onChange={({ target }) => setNumerator(target.value)}
        {...(numeratorError === null ? {} : { error: numeratorError })}
      />
      <TextInput
        label={t('enter.denominator')}
        inputMode="numeric"
        value={denominator}
        onChange={({ target }) => setDenominator(target.value)}
        {...(mistake === 'denominator' ? { error: t('enter.wrongNumber') } : {})}
      />
      <TextInput
        label={t('enter.source')}
        help={t('enter.sourceHelp')}
        maxLength={300}
        value={source}
        onChange={({ target }) => setSource(target.value)}
        {...(mistake === 'source' ? { error: t('enter.sourceMissing') } : {})}
      />
      <TextInput
        label={t('enter.asOf')}
        type="date"
        max={today}
        value={asOf}
        onChange={({ target }) => setAsOf(target.value)}
        {...(mistake === 'asOf' ? { error: t('enter.dateMissing') } : {})}
      />
    </Dialog>
  )
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
