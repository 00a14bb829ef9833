/** HTML from templates: whatever is put in is text, unless it was made here. */

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = Html | string | number | null | readonly Html[]

/** `html\`<p>${name}</p>\``: strings are escaped, null is nothing, lists are joined. Attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.reduce((text, part, at) => `${text}${written(values[at - 1] ?? null)}${part}`))
}

/** `<script type="application/ld+json">`: a block of data, which no policy of scripts concerns. */
export function jsonLd(data: object): Html {
  // What would end the block, or begin a comment in it.
  const text = JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')
  return new Html(`<script type="application/ld+json">${text}</script>`)
}

function written(value: Value): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return escaped(String(value))
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and quoted attributes, in HTML and in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? '')
}
