import type { HandoutLines } from '../../../domain/guidance/handout.ts'
import { papersOf } from '../../../domain/guidance/papers.ts'
import { placeOf } from '../../../domain/guidance/place.ts'
import { feesByChannel } from './fees-by-channel.ts'
import type { Guidance } from './use-guidance.ts'
import { countText, dueNow, limitOf, limitsText, type Words } from './wording.ts'

/** What a person takes home: the papers that apply, fee, time, place and whom to ask, in one language. */
export function handoutLines(words: Words, guidance: Guidance, unitName: string | undefined): HandoutLines {
  const { t, language } = words
  const { procedure } = guidance
  const { needed } = papersOf(procedure.components, guidance)
  const brought = needed
    .map((group) => group.filter(({ handling }) => ['submit', 'present', 'upload'].includes(handling)))
    .filter((group) => group.length > 0)
  const found = limitOf(guidance)
  const limits = found.kind === 'depends' ? found.limits : [found.limit]
  const isSure = limits.every(
    (limit) => limit.confirm !== true && dueNow(guidance, limit)?.provisional !== true,
  )
  const time = limitsText(words, limits)
  const fees = feesByChannel(words, guidance)
  const [only] = fees
  const fee =
    fees.length === 1 && only !== undefined
      ? only.text
      : fees.map(({ channels, text }) => `${channels} ${text}`).join('; ')
  return {
    title: procedure.plainName[language],
    papersTitle: t('takeHome.papers'),
    papers: brought.map((group) =>
      group
        .map((paper) => {
          const count = countText(words, paper)
          return count === '' ? paper.name[language] : `${paper.name[language]} (${count})`
        })
        .join(t('time.or')),
    ),
    more: (count) => t('takeHome.more', { count }),
    rest: [
      t('takeHome.fee', { text: fee }),
      t('takeHome.time', { text: isSure ? time : `${time} (${t('expected')})` }),
      t('takeHome.where', { text: placeOf(procedure, guidance).text[language] }),
    ],
    desk: unitName === undefined ? undefined : { label: t('takeHome.desk'), unit: unitName },
  }
}
