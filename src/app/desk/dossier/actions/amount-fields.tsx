import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { computedAmount } from '../../../../domain/fee/asked-amount.ts'
import { formatMoney, parseMoney } from '../../../../domain/form/money.ts'
import { TextInput } from '../../../ui/field/field.tsx'
import { readFees } from '../../desk-client.ts'
import type { ActionFieldProps } from './action-fields.ts'
import { useMistakeText } from './use-mistake-text.ts'

/** The amount to ask for: what is due or what the rules say, and another one with its reason. */
export function AmountFields({ dossier, draft, onChange, mistakes }: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(mistakes)
  const { id } = dossier.summary
  const [isSet, setIsSet] = useState(false)
  /** What was typed until the fees are there stays: they are filled into the draft as it is then. */
  const latest = useRef({ draft, onChange })
  useEffect(() => {
    latest.current = { draft, onChange }
  })
  useEffect(() => {
    let isWanted = true
    void readFees(id).then((answer) => {
      if (!isWanted || !answer.ok) return
      const computed = computedAmount(answer.value.rows, answer.value.proposals)
      setIsSet(computed.isSet)
      const amount = computed.amountVnd === null ? '' : formatMoney(computed.amountVnd)
      const { draft: now, onChange: change } = latest.current
      change({
        computedVnd: computed.amountVnd,
        ...(now.amount === '' || computed.isSet ? { amount } : {}),
      })
    })
    return () => {
      isWanted = false
    }
  }, [id])
  const { computedVnd } = draft
  const isOther = parseMoney(draft.amount) !== (computedVnd ?? undefined)
  return (
    <>
      <TextInput
        label={t('field.amount')}
        help={
          isSet
            ? t('field.amountSet')
            : computedVnd === null
              ? t('field.amountUnknown')
              : t('field.amountComputed', { amount: formatMoney(computedVnd) })
        }
        error={mistake('amount')}
        inputMode="numeric"
        readOnly={isSet}
        value={draft.amount}
        onChange={(event) => onChange({ amount: event.target.value })}
      />
      {isOther && draft.amount.trim() !== '' ? (
        <TextInput
          label={t('field.amountReason')}
          error={mistake('amountReason')}
          maxLength={2000}
          value={draft.amountReason}
          onChange={(event) => onChange({ amountReason: event.target.value })}
        />
      ) : null}
    </>
  )
}
