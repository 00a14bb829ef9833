/** Which printer stands at this desk: kept in the browser, since it is the machine's, not the person's. */
export const paperSizes = ['a4', 'roll'] as const
export type PaperSize = (typeof paperSizes)[number]

const key = 'motcua.desk.paper'

export function rememberedPaperSize(): PaperSize {
  try {
    const kept = localStorage.getItem(key)
    return paperSizes.find((size) => size === kept) ?? 'a4'
  } catch {
    // refused by the browser
    return 'a4'
  }
}

/** Blocked storage costs this memory, nothing more. */
export function rememberPaperSize(size: PaperSize): void {
  try {
    localStorage.setItem(key, size)
  } catch {
    // refused by the browser
  }
}
