import type { Component } from '../../../catalogue/schema.ts'
import type { HandoutLines } from '../../../domain/guidance/handout.ts'
import { papersOf } from '../../../domain/guidance/papers.ts'
import { placeOf } from '../../../domain/guidance/place.ts'
import { feesByChannel, isFeeSure } from './fees-by-channel.ts'
import type { Guidance } from './use-guidance.ts'
import { countText, dueNow, limitOf, limitsText, type Words } from './wording.ts'

/** What a person takes home: the papers that apply, fee, time, place and whom to ask, in one language. */
export function handoutLines(words: Words, guidance: Guidance, unitName: string | undefined): HandoutLines {
  const { t, language } = words
  const { procedure } = guidance
  const { needed, depends } = papersOf(procedure.components, guidance)
  const brought = broughtOf(needed)
  const open = broughtOf(depends).length
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
  const isFeeCertain = isFeeSure(
    guidance,
    fees.flatMap((each) => each.fee),
  )
  const place = placeOf(procedure, guidance)
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
      ...(open === 0
        ? []
        : [t(brought.length === 0 ? 'takeHome.onlySometimes' : 'takeHome.depends', { count: open })]),
      t('takeHome.fee', { text: isFeeCertain ? fee : `${fee} (${t('expected')})` }),
      t('takeHome.time', { text: isSure ? time : `${time} (${t('expected')})` }),
      t(place.isOpen ? 'takeHome.whereOpen' : 'takeHome.where', { text: place.text[language] }),
    ],
    desk: unitName === undefined ? undefined : { label: t('takeHome.desk'), unit: unitName },
  }
}

/** Those that a person has to bring. */
function broughtOf(groups: readonly (readonly Component[])[]): readonly (readonly Component[])[] {
  return groups
    .map((group) => group.filter(({ handling }) => ['submit', 'present', 'upload'].includes(handling)))
    .filter((group) => group.length > 0)
}
