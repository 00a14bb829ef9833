/** A text of the content: Vietnamese is the source, English complete; other languages come as packs. */
export interface LocalizedText {
  readonly vi: string
  readonly en: string
}
