/** What a browser has printed into a file, without a reader of such files. */

/** @param pdf as latin1, or its bytes. */
export function countPages(pdf: string | Buffer): number {
  const text = typeof pdf === 'string' ? pdf : pdf.toString('latin1')
  return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}
