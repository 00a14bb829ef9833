/** What a dossier costs by the rules, for each way of filing and each ground that could be claimed. */
import * as v from 'valibot'
import { provincialFeesOf } from '../../catalogue/provincial-rules.ts'
import type { ProvincialRules } from '../../catalogue/schema.ts'
import type { DossierFees, FeeProposal } from '../../contract/fees.ts'
import { answers } from '../../contract/payload.ts'
import { caseAnswersOf } from '../../domain/guidance/cases.ts'
import {
  channelCase,
  type ExemptionGround,
  type Fee,
  type FeeQuestion,
  feeOf,
  groundsToAsk,
  withProvincialFees,
} from '../../domain/guidance/fee.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'

const channels = ['in-person', 'online', 'postal'] as const

/** By the rules of the day on which the dossier was received, or would be today. */
export function feeProposalsOf({
  dossier,
  rules,
  today,
  catalogue,
}: {
  readonly dossier: Pick<Dossier, 'procedure' | 'answers' | 'received_at'>
  readonly rules: ProvincialRules | undefined
  readonly today: string
  readonly catalogue: GatewayContext['catalogue']
}): Pick<DossierFees, 'proposals' | 'grounds'> {
  const procedure = catalogue.procedure(dossier.procedure)
  if (procedure === undefined) return { proposals: [], grounds: [] }
  const fee = withProvincialFees(procedure.fee, provincialFeesOf(rules, procedure.code))
  const { cases = [] } = procedure
  const declared = caseAnswersOf(cases, v.parse(answers, JSON.parse(dossier.answers)))
  const day = dossier.received_at === null ? today : vietnamDay(dossier.received_at)
  const grounds = new Map<ExemptionGround, DossierFees['grounds'][number]>()
  const proposals = channels.flatMap((channel): FeeProposal[] => {
    const question = {
      cases,
      answers: cases.some(({ id }) => id === channelCase)
        ? { ...declared, [channelCase]: channel }
        : declared,
      channel,
      today: day,
    }
    for (const { ground, name, source = null } of groundsToAsk(fee, question))
      if (!grounds.has(ground)) grounds.set(ground, { ground, name, source })
    const full = feeOf(fee, { ...question, grounds: [] })
    const propose = (ground: FeeQuestion['grounds'][number] | null) =>
      proposalOf({
        channel,
        ground,
        full,
        fee: ground === null ? full : feeOf(fee, { ...question, grounds: [ground] }),
      })
    return [propose(null), ...[...grounds.keys()].map(propose)]
  })
  const isUncertain = procedure.fee.confirm === true
  return {
    proposals: proposals.map((each) => ({ ...each, isUncertain: isUncertain || each.isUncertain })),
    grounds: [...grounds.values()],
  }
}

function proposalOf({
  channel,
  ground,
  full,
  fee,
}: {
  readonly channel: FeeProposal['channel']
  readonly ground: ExemptionGround | null
  readonly full: Fee
  readonly fee: Fee
}): FeeProposal {
  const rule = fee.kind === 'depends' ? undefined : fee.rule
  const exemption = fee.kind === 'known' ? fee.exemption : undefined
  return {
    channel,
    ground,
    kind: fee.kind,
    amountVnd: fee.kind === 'known' ? fee.amountVnd : null,
    fullVnd: full.kind === 'known' ? full.amountVnd : null,
    per: fee.kind === 'known' ? fee.per : 'case',
    rule: rule?.source ?? null,
    note: rule?.note ?? null,
    exemptionSource: exemption?.source ?? null,
    options:
      fee.kind === 'depends'
        ? fee.rules.map(({ amountVnd = null, note = null }) => ({ amountVnd, note }))
        : [],
    isUncertain: rule?.confirm === true || exemption?.confirm === true,
  }
}
