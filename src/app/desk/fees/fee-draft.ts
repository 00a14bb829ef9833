/** What is being typed about a fee, and what it becomes: nothing is sent that the gateway would refuse. */
import type { DossierFees, FeeContentInput, FeeProposal } from '../../../contract/fees.ts'
import type { FeeKind, FeeRow } from '../../../domain/fee/fee-rows.ts'
import { formatMoney, parseMoney } from '../../../domain/form/money.ts'
import type { ExemptionGround } from '../../../domain/guidance/fee.ts'

export interface FeeDraft {
  readonly kind: FeeKind
  readonly channel: FeeProposal['channel']
  readonly ground: ExemptionGround | null
  readonly source: string
  readonly proof: string
  readonly full: string
  readonly amount: string
}

export type FeeMistake = 'full' | 'amount' | 'tooMuch' | 'proof'

type Rules = Pick<DossierFees, 'proposals' | 'grounds'>

/** As the rules propose it for the usual way of filing at a desk. */
export function newFeeDraft(rules: Rules): FeeDraft {
  const empty = { kind: 'fee', channel: 'in-person', ground: null, source: '', proof: '' } as const
  return withProposal({ ...empty, full: '', amount: '' }, rules)
}

export function feeDraftOf(row: FeeRow): FeeDraft {
  return {
    kind: row.kind,
    channel: 'in-person',
    ground: row.exemption,
    source: row.exemptionSource ?? '',
    proof: row.exemptionProof ?? '',
    full: formatMoney(row.fullVnd),
    amount: formatMoney(row.amountVnd),
  }
}

export function proposalFor(draft: FeeDraft, { proposals }: Rules): FeeProposal | undefined {
  const ofChannel = proposals.filter(({ channel }) => channel === draft.channel)
  return (
    ofChannel.find(({ ground }) => ground === draft.ground) ?? ofChannel.find(({ ground }) => ground === null)
  )
}

/** The amounts of the rules in place of those typed, where there are any. */
export function withProposal(draft: FeeDraft, rules: Rules): FeeDraft {
  const proposal = proposalFor(draft, rules)
  const known = rules.grounds.find(({ ground }) => ground === draft.ground)
  const source = proposal?.exemptionSource ?? known?.source
  return {
    ...draft,
    ...(draft.ground === null || source === undefined ? {} : { source: source ?? '' }),
    ...(proposal?.fullVnd == null ? {} : { full: formatMoney(proposal.fullVnd) }),
    ...(proposal?.amountVnd == null ? {} : { amount: formatMoney(proposal.amountVnd) }),
  }
}

/** Without a way to know the whole amount it is what is paid. */
export function feeContentOf(
  draft: FeeDraft,
  rules: Rules,
): FeeContentInput | { readonly mistake: FeeMistake } {
  const amountVnd = parseMoney(draft.amount)
  if (amountVnd === undefined) return { mistake: 'amount' }
  const fullVnd = draft.full.trim() === '' ? amountVnd : parseMoney(draft.full)
  if (fullVnd === undefined) return { mistake: 'full' }
  if (amountVnd > fullVnd) return { mistake: 'tooMuch' }
  const proof = draft.proof.trim()
  if (amountVnd < fullVnd && (draft.ground === null || proof === '')) return { mistake: 'proof' }
  const proposal = proposalFor(draft, rules)
  const isProposed = proposal?.amountVnd === amountVnd && (proposal.fullVnd ?? fullVnd) === fullVnd
  return {
    kind: draft.kind,
    rule: isProposed ? proposal.rule : null,
    fullVnd,
    amountVnd,
    exemption:
      draft.ground === null
        ? null
        : { ground: draft.ground, source: draft.source.trim() || null, proof: proof || null },
  }
}
