/** What stands on the keys, as simple-keyboard wants it: HTML from our own texts only. */
import i18next from 'i18next'
import type { TypingMethod } from '../../domain/text/typing.ts'
import { hints, type LayoutName } from './layouts.ts'

/**
 * @param rows of the layout
 * @param hasNext something comes after this field
 */
export function keyLabels(
  rows: readonly string[],
  layout: LayoutName,
  method: TypingMethod,
  hasNext: boolean,
): Readonly<Record<string, string>> {
  const t = i18next.getFixedT(null, 'keyboard')
  const named = ['sac', 'huyen', 'hoi', 'nga', 'nang', 'none'] as const
  const hinted = layout === 'telex' || layout === 'vni' ? hints[layout] : {}
  const characters = rows
    .flatMap((row) => row.split(' '))
    .map((name) => name.slice(1, -1))
    .filter((key) => [...key].length === 1)
    .map((key) => {
      const hint = hinted[key]
      const small = hint === undefined ? '' : typeof hint === 'string' ? hint : t(`tone.${hint.tone}`)
      return [`{${key}}`, key.replace('&', '&amp;') + (small === '' ? '' : `<small>${small}</small>`)]
    })
  return {
    ...Object.fromEntries(characters),
    ...Object.fromEntries(
      named.map((name) => [`{tone-${name}}`, `<small>${t(`tone.${name}`)}</small><b lang="vi"></b>`]),
    ),
    '{shift}': `${icon('M12 4 4 12h4v7h8v-7h4z')}<small>${t('key.shift')}</small>`,
    '{rub}': `${icon('M8 5h12v14H8l-5-7zM11 9l6 6M17 9l-6 6')}<small>${t('key.rub')}</small>`,
    '{gap}': t('key.gap'),
    '{numbers}': t('key.numbers'),
    '{letters}': t('key.letters'),
    '{method}': `<small>${t('method.label')}</small>${t(`method.${method}`)}`,
    '{hide}': t('key.hide'),
    '{next}': t(hasNext ? 'key.next' : 'key.done'),
    '{gmail}': '@gmail.com',
  }
}

function icon(path: string): string {
  return `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
}
