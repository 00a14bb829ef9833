/** Points and shares as they are read in the person's language. */

export function pointsText(points: number, language: string): string {
  return points.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** Of one more dossier, which may be a thousandth. */
export function gainText(points: number, language: string): string {
  return points.toLocaleString(language, { minimumSignificantDigits: 1, maximumSignificantDigits: 2 })
}

export function countText(count: number, language: string): string {
  return count.toLocaleString(language)
}

export function percentText(numerator: number, denominator: number, language: string): string {
  const share = denominator === 0 ? 0 : (100 * numerator) / denominator
  return share.toLocaleString(language, { maximumFractionDigits: 1 })
}
