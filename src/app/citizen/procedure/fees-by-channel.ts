import { type Fee, feeOf } from '../../../domain/guidance/fee.ts'
import type { Guidance } from './use-guidance.ts'
import { feeText, type Words } from './wording.ts'

/** The fee in words once for all ways of filing that cost the same. */
export function feesByChannel(
  words: Words,
  { fee, cases, answers, channels, grounds, today }: Guidance,
): readonly { readonly channels: string; readonly text: string; readonly fee: readonly Fee[] }[] {
  const found = channels.map((channel) => {
    const each = feeOf(fee, { cases, answers, channel, grounds, today })
    return { channel, fee: each, text: feeText(words, each) }
  })
  return [...Map.groupBy(found, ({ text }) => text)].map(([text, same]) => ({
    channels: sentenceStart(same.map(({ channel }) => words.t(`channel.${channel}`)).join(', ')),
    text,
    fee: same.map((each) => each.fee),
  }))
}

/** Not where staff must confirm the fee, the rule that holds or the exemption that lowers it. */
export function isFeeSure({ procedure }: Guidance, fees: readonly Fee[]): boolean {
  return (
    procedure.fee.confirm !== true &&
    fees.every(
      (fee) => fee.kind !== 'known' || (fee.rule.confirm !== true && fee.exemption?.confirm !== true),
    )
  )
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
