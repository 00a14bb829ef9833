/** Six digits as people read them out: `402 611`. */
export function grouped(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
