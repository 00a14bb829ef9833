import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeOverview } from '../../../contract/exchange.ts'
import {
  formatOfficialNumber,
  isAgencyCode,
  type NumberDateForm,
  numberDateForms,
  officialNumberPattern,
  partsOfPattern,
} from '../../../domain/dossier/number-pattern.ts'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Select } from '../../ui/select/select.tsx'
import panel from '../panel.module.css'
import styles from './exchange.module.css'
import { changeCodes } from './exchange-client.ts'
import type { Run } from './run.ts'

interface CodesFormProps {
  readonly codes: ExchangeOverview['codes']
  readonly isBusy: boolean
  readonly run: Run
}

const digitChoices = ['4', '5', '6', '7'] as const
const senderCodePattern = /^[A-Za-z0-9._-]{0,40}$/

/** The unit's codes and the form of its numbers, with the number that the next dossier gets by them. */
export function CodesForm({ codes, isBusy, run }: CodesFormProps) {
  const { t } = useTranslation('exchange')
  const parts = partsOfPattern(codes.numberPattern)
  const [orgCode, setOrgCode] = useState(codes.orgCode)
  const [dateForm, setDateForm] = useState<NumberDateForm>(parts?.dateForm ?? 'yymmdd')
  const [digits, setDigits] = useState(String(parts?.digits ?? 4))
  const [senderCode, setSenderCode] = useState(codes.senderCode)
  const [isChecked, setIsChecked] = useState(false)
  const isOrgCodeRight = isAgencyCode(orgCode)
  const isSenderCodeRight = senderCodePattern.test(senderCode.trim())
  // As long as a pattern that was written by hand is not replaced, it is the one that counts.
  const isTouched = parts !== null || dateForm !== 'yymmdd' || digits !== '4'
  const pattern = isTouched ? officialNumberPattern(dateForm, Number(digits)) : codes.numberPattern
  const example = isOrgCodeRight
    ? formatOfficialNumber({ pattern, orgCode, day: codes.today, running: codes.nextRunning })
    : null

  function save(event: FormEvent): void {
    event.preventDefault()
    setIsChecked(true)
    if (isBusy || !isOrgCodeRight || !isSenderCodeRight) return
    void run(
      () => changeCodes({ orgCode, dateForm, digits: Number(digits), senderCode: senderCode.trim() }),
      () => t('codes.done'),
    )
  }

  return (
    <section className={panel.panel}>
      <h2>{t('codes.title')}</h2>
      {parts === null ? <Notice kind="warning" title={t('codes.ownPattern', { pattern })} /> : null}
      <form className={styles.form} onSubmit={save} noValidate>
        <TextInput
          label={t('codes.orgCode')}
          help={t('codes.orgCodeHelp')}
          name="org-code"
          maxLength={30}
          value={orgCode}
          onChange={(event) => setOrgCode(event.target.value.trim().toUpperCase())}
          error={isChecked && !isOrgCodeRight ? t('codes.orgCodeWrong') : undefined}
        />
        <Choices
          label={t('codes.dateForm')}
          value={dateForm}
          options={numberDateForms.map((form) => ({ value: form, label: t(`codes.form.${form}`) }))}
          onChange={(value) => setDateForm(numberDateForms.find((form) => form === value) ?? dateForm)}
        />
        <Select
          label={t('codes.digits')}
          placeholder={t('codes.digits')}
          value={digits}
          options={digitChoices.map((value) => ({ value, label: value }))}
          onChange={(value) => setDigits(value === '' ? '4' : value)}
        />
        <p aria-live="polite">
          {t('codes.next')}: <strong className={styles.code}>{example ?? t('codes.noExample')}</strong>
        </p>
        <TextInput
          label={t('codes.senderCode')}
          help={t('codes.senderCodeHelp')}
          name="sender-code"
          maxLength={40}
          value={senderCode}
          onChange={(event) => setSenderCode(event.target.value)}
          error={isChecked && !isSenderCodeRight ? t('codes.senderCodeWrong') : undefined}
        />
        <div>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {t('codes.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}
