/** Version of the two consent texts (`consent` in the locale files); raised whenever their meaning changes. */
export const consentVersion = '2026-11'
