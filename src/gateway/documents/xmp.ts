/** What a PDF says of itself, as XMP (ISO 16684-1) in properties that PDF/A-2 knows (ISO 19005-2, 6.6.2). */
export interface DocumentFacts {
  readonly title: string
  /** Empty for none. */
  readonly documentNumber: string
  readonly issuer: string
  /** `YYYY-MM-DD` */
  readonly issuedOn: string | null
  /** Where it was scanned, e.g. the unit's name. */
  readonly scannedBy: string
  /** What was combined: digests. */
  readonly source: string
  readonly createdAt: Date
}

export const producer = 'Motcua'

export function xmpOf(facts: DocumentFacts, isArchival: boolean): string {
  // To the second, as the document information says it: PDF/A wants both alike.
  const created = `${facts.createdAt.toISOString().slice(0, 19)}Z`
  const properties = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escaped(facts.scannedBy)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:source>${escaped(facts.source)}</dc:source>`,
    facts.documentNumber && `<dc:identifier>${escaped(facts.documentNumber)}</dc:identifier>`,
    facts.issuer &&
      `<dc:publisher><rdf:Bag><rdf:li>${escaped(facts.issuer)}</rdf:li></rdf:Bag></dc:publisher>`,
    facts.issuedOn !== null &&
      `<dc:date><rdf:Seq><rdf:li>${escaped(facts.issuedOn)}</rdf:li></rdf:Seq></dc:date>`,
    `<xmp:CreateDate>${created}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${created}</xmp:ModifyDate>`,
    `<xmp:CreatorTool>${producer}</xmp:CreatorTool>`,
    `<pdf:Producer>${producer}</pdf:Producer>`,
    isArchival && '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
  ].filter((property) => typeof property === 'string' && property !== '')
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
${properties.join('\n')}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Control characters have no place in XML at all. */
function escaped(text: string): string {
  return [...text]
    .filter((character) => (character.codePointAt(0) ?? 0) >= 0x20)
    .map((character) => names[character] ?? character)
    .join('')
}
