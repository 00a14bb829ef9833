/** Vietnamese marks above and below letters, once NFKD has split them off. */
const marks = /[\u0300-\u036f]/gu
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]/gu

/**
 * The form of a text in which spellings that people take for the same are the same: lower case, without
 * Vietnamese marks, full-width letters as ASCII, every run of white space one space, no spaces at the ends.
 * `Đăng  Ký` → `dang ky`. For comparing and searching only, never for showing or storing.
 *
 * `đ` has no decomposition in Unicode and is replaced by hand.
 */
export function fold(text: string): string {
  return text
    .replace(lineBreaks, ' ')
    .replace(invisible, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim()
}
