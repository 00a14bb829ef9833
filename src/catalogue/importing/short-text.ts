/** Ends of clauses, and words that begin an aside. */
const ends = /[;,(]|\s(?=và |hoặc |đối với |theo |để |trừ |trong trường hợp |nếu )/gu

/** The beginning of a long text up to the last end of a clause that is near enough, with `…`; a short one as it is. */
export function shortText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const head = text.slice(0, longest)
  const clause = [...head.matchAll(ends)].map(({ index }) => index).findLast((at) => at > longest / 3)
  const end = clause ?? head.lastIndexOf(' ')
  return `${head.slice(0, end > 0 ? end : longest).trim()}…`
}
