/** Official text as it is stored: one normal form, whatever editor, spreadsheet or page it came through. */
import type { Trap } from './trap.ts'

const inlineTags =
  'a|abbr|b|big|cite|code|del|em|font|i|ins|label|mark|o:p|s|small|span|strike|strong|sub|sup|tt|u|var'
const blockTags =
  'article|aside|blockquote|body|br|button|caption|center|col|colgroup|dd|div|dl|dt|embed|fieldset|figure|footer|' +
  'form|frame|h[1-6]|head|header|hr|html|iframe|img|input|li|link|main|meta|nav|object|ol|option|p|pre|script|' +
  'section|select|style|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|ul|video|audio'
const inlineTag = new RegExp(`</?(?:${inlineTags})(?:\\s[^<>]*)?/?>`, 'gi')
const blockTag = new RegExp(`</?(?:${blockTags})(?:\\s[^<>]*)?/?>`, 'gi')
const comment = /<!--[^>]*-->/g
const opensCode = /<(script|style)\b/gi

/** A sign of a script, not of prose about one. */
const scriptSign = /<script\b|javascript:|<[a-z]+\s[^<>]*\bon[a-z]+\s*=/i

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  bull: '•',
}
/** However often it was escaped. */
const ampersand = /&(?:(?:amp|#0*38|#x0*26);)+/gi
const entity = /&(?:([a-z]{2,6})|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi

function decoded(text: string): string {
  return text
    .replace(ampersand, '&')
    .replace(entity, (whole, name?: string, decimal?: string, hexadecimal?: string) => {
      if (name !== undefined) {
        const key = name.toLowerCase()
        return Object.hasOwn(named, key) ? (named[key] ?? whole) : whole
      }
      const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
    })
}

/** What stands between a script's or style's two tags was never meant to be read. */
function withoutCode(text: string): string {
  let kept = ''
  let from = 0
  const lower = text.toLowerCase()
  for (const { index, 1: name = '' } of text.matchAll(opensCode)) {
    if (index < from) continue
    const closing = lower.indexOf(`</${name.toLowerCase()}`, index)
    // Never closed: only the tag goes, the words stay.
    if (closing < 0) break
    const end = text.indexOf('>', closing)
    if (end < 0) break
    kept += `${text.slice(from, index)}\n`
    from = end + 1
  }
  return kept + text.slice(from)
}

function withoutMarkup(text: string): string {
  return withoutCode(decoded(text).replace(comment, ' ')).replace(inlineTag, '').replace(blockTag, '\n')
}

const invisible = /[\p{Cf}\p{Cs}\p{Cc}]/gu
/** Word processors' bullets from private fonts, and dots, squares and long dashes at the start of a line. */
const bulletAtStart = /^[\u{e000}-\u{f8ff}•●▪■◦○➢➔·∙‣–—−]+\s*/u
const privateUse = /[\u{e000}-\u{f8ff}]/gu

function tidied(text: string): string {
  return withoutMarkup(text)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replaceAll('\t', ' ')
    .split('\n')
    .map((line) => {
      const visible = line.replace(invisible, '').trim()
      const bullet = bulletAtStart.exec(visible)
      const listed = bullet === null ? visible : `- ${visible.slice(bullet[0].length)}`
      return listed.replace(privateUse, ' ').replace(/\s+/gu, ' ').trim()
    })
    .filter((line) => line !== '')
    .join('\n')
    .normalize('NFC')
}

/**
 * The one form of an official text: NFC, markup and invisible characters gone, every space a plain one, single line
 * breaks between lines that are not empty, bullets of any kind as `- `. No word is changed or left out, except what
 * stands inside a script. Doing it twice is doing it once.
 */
export function officialText(raw: string): string {
  let text = tidied(raw)
  // What was taken away may have stood inside a mark of markup, and escaped markup is markup now. Each round is shorter.
  for (let before = raw; text !== before && /[&<]/.test(text); ) {
    before = text
    text = tidied(text)
  }
  return text
}

/** The same for what is one line: a name, a number, a code. */
export function officialLine(raw: string): string {
  return officialText(raw).replaceAll('\n', ' ')
}

/** What had to be put right in a text. */
export function textTraps(raw: string): readonly Trap[] {
  const found: Trap[] = []
  if (/[\u00a0\u2000-\u200a\u202f\u3000]|&nbsp;/u.test(raw)) found.push('non-breaking-space')
  if (raw.normalize('NFC') !== raw) found.push('decomposed-letters')
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u.test(raw)) found.push('invisible-characters')
  if (/[<&]/.test(raw)) {
    if (withoutMarkup(raw) !== raw) found.push('markup-in-text')
    if (hasScript(raw)) found.push('script-in-text')
  }
  return found
}

/** Does a text carry something that a browser might run, written plainly or escaped? */
export function hasScript(raw: string): boolean {
  return scriptSign.test(raw) || scriptSign.test(decoded(raw))
}
