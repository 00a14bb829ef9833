/**
 * A page by itself, to be read and printed anywhere, without a script. Built as a document and not as text, so that
 * whatever somebody typed as a name stays text.
 */
export interface CopySection {
  readonly title: string
  /** Name and text. */
  readonly rows: readonly (readonly [string, string])[]
}

interface CopyDocument {
  readonly language: string
  readonly title: string
  readonly made: string
  readonly sections: readonly CopySection[]
  /** Stands where a section has nothing. */
  readonly none: string
}

const style = `
body { font: 12pt/1.45 system-ui, sans-serif; max-width: 48em; margin: 2em auto; padding: 0 1em; color: #111 }
h1 { font-size: 1.4em } h2 { font-size: 1.1em; margin: 1.6em 0 .4em }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: start; vertical-align: top; overflow-wrap: anywhere }
th { width: 38%; font-weight: 600 }
tr { break-inside: avoid }
@page { size: A4; margin: 15mm }`

export function copyDocument({ language, title, made, sections, none }: CopyDocument): string {
  const page = document.implementation.createHTMLDocument(title)
  page.documentElement.lang = language
  const charset = page.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  // Whatever reads it, nothing in it may load or run.
  const policy = page.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "default-src 'none'; style-src 'unsafe-inline'"
  page.head.prepend(charset, policy)
  const styles = page.createElement('style')
  styles.textContent = style
  page.head.append(styles)
  const element = (name: string, text: string) => {
    const made = page.createElement(name)
    made.textContent = text
    return made
  }
  page.body.append(element('h1', title), element('p', made))
  for (const section of sections) {
    page.body.append(element('h2', section.title))
    if (section.rows.length === 0) {
      page.body.append(element('p', none))
      continue
    }
    const table = page.createElement('table')
    for (const [name, text] of section.rows) {
      const row = table.insertRow()
      const heading = element('th', name)
      heading.setAttribute('scope', 'row')
      row.append(heading, element('td', text))
    }
    page.body.append(table)
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`
}
