import { useTranslation } from 'react-i18next'
import type { DossierFees } from '../../../contract/fees.ts'
import { feeKinds } from '../../../domain/fee/fee-rows.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { exemptionGrounds } from '../../../domain/guidance/fee.ts'
import { contentLanguage } from '../../i18n.ts'
import { Choices } from '../../ui/choices/choices.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Select } from '../../ui/select/select.tsx'
import { type FeeDraft, type FeeMistake, proposalFor, withProposal } from './fee-draft.ts'

interface FeeContentFieldsProps {
  readonly draft: FeeDraft
  readonly fees: DossierFees
  readonly mistake: FeeMistake | null
  readonly onChange: (draft: FeeDraft) => void
}

const channels = ['in-person', 'online', 'postal'] as const

/** What is asked: by the rules where they know it, typed by staff where they do not. */
export function FeeContentFields({ draft, fees, mistake, onChange }: FeeContentFieldsProps) {
  const { t } = useTranslation('fees')
  const { t: guide } = useTranslation('guide')
  const asked = new Set(fees.grounds.map(({ ground }) => ground))
  const grounds = exemptionGrounds.filter(
    (ground) => asked.has(ground) || ground === 'other' || ground === draft.ground,
  )
  const change = (part: Partial<FeeDraft>) => onChange({ ...draft, ...part })
  const chooseByRules = (part: Partial<FeeDraft>) => onChange(withProposal({ ...draft, ...part }, fees))
  return (
    <>
      <Choices
        label={t('kind.label')}
        value={draft.kind}
        options={feeKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => change({ kind: kind === 'charge' ? 'charge' : 'fee' })}
      />
      <Choices
        label={t('channel.label')}
        value={draft.channel}
        options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
        onChange={(value) =>
          chooseByRules({ channel: channels.find((channel) => channel === value) ?? 'in-person' })
        }
      />
      <Select
        label={t('exemption.label')}
        placeholder={t('exemption.none')}
        value={draft.ground ?? ''}
        options={grounds.map((ground) => ({ value: ground, label: guide(`ground.${ground}`) }))}
        onChange={(value) =>
          chooseByRules({ ground: exemptionGrounds.find((ground) => ground === value) ?? null, source: '' })
        }
      />
      <Proposal draft={draft} fees={fees} />
      {draft.ground === null ? null : (
        <>
          <TextInput
            label={t('exemption.source')}
            help={t('exemption.sourceHelp')}
            lang="vi"
            maxLength={300}
            value={draft.source}
            onChange={(event) => change({ source: event.target.value })}
          />
          <TextInput
            label={t('exemption.proof')}
            help={t('exemption.proofHelp')}
            error={mistake === 'proof' ? t('mistake.proof') : undefined}
            lang="vi"
            maxLength={300}
            value={draft.proof}
            onChange={(event) => change({ proof: event.target.value })}
          />
        </>
      )}
      <TextInput
        label={t('amount.full')}
        error={mistake === 'full' ? t('mistake.amount') : undefined}
        inputMode="numeric"
        value={draft.full}
        onChange={(event) => change({ full: event.target.value })}
      />
      <TextInput
        label={t('amount.toPay')}
        error={
          mistake === 'amount' || mistake === 'tooMuch' || (mistake === 'proof' && draft.ground === null)
            ? t(`mistake.${mistake === 'proof' ? 'lessWithoutGround' : mistake}`)
            : undefined
        }
        inputMode="numeric"
        value={draft.amount}
        onChange={(event) => change({ amount: event.target.value })}
      />
    </>
  )
}

/** What the rules say for this way of filing and ground, and that they do not where they do not. */
function Proposal({ draft, fees }: Pick<FeeContentFieldsProps, 'draft' | 'fees'>) {
  const { t, i18n } = useTranslation('fees')
  const language = contentLanguage(i18n.language)
  const proposal = proposalFor(draft, fees)
  const isKnown = proposal?.kind === 'known' && proposal.amountVnd !== null
  return (
    <Notice
      kind={isKnown && !proposal.isUncertain ? 'information' : 'warning'}
      title={
        isKnown
          ? t(`proposal.${proposal.per}`, { amount: formatMoney(proposal.amountVnd ?? 0) })
          : t(proposal?.kind === 'depends' ? 'proposal.depends' : 'proposal.unknown')
      }
    >
      {(proposal?.options ?? []).map(({ amountVnd, note }) => (
        <p key={`${amountVnd} ${note?.vi ?? ''}`}>
          {[
            amountVnd === null ? t('proposal.open') : t('vnd', { amount: formatMoney(amountVnd) }),
            note?.[language],
          ]
            .filter((part) => part !== undefined)
            .join(': ')}
        </p>
      ))}
      {proposal?.rule == null ? null : <p lang="vi">{proposal.rule}</p>}
      {proposal?.note == null ? null : <p>{proposal.note[language]}</p>}
      {isKnown && proposal.isUncertain ? <p>{t('proposal.confirm')}</p> : null}
    </Notice>
  )
}
