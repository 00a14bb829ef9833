/** Version of the consent text (`review.consent` in the locale files); raised whenever its meaning changes. */
export const supplementConsentVersion = 'supplement-2026-11'
