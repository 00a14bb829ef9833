const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]/gu
/** Control, zero-width and direction characters, and halves of surrogate pairs: nobody types them on purpose. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/**
 * A typed text as it is stored and sent: NFC (TCVN 6909:2001), no invisible characters, runs of white space
 * as one space, none at the ends. Marks, case and apostrophes stay as typed.
 */
export function normaliseText(text: string): string {
  return text.replace(lineBreaks, ' ').replace(invisible, '').normalize('NFC').replace(/\s+/gu, ' ').trim()
}
