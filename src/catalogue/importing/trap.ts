/** What official records are known to do to a reader: named in every import's report, handled the same way each time. */

/** Put right without asking: nothing of the meaning is in doubt. */
export const mendedTraps = [
  'non-breaking-space',
  'decomposed-letters',
  'invisible-characters',
  'markup-in-text',
  'nested-list-in-one-string',
  'local-code-tail',
  'note-among-papers',
  'fee-zero-unexplained',
  'online-but-not-full',
] as const

/** Taken, but a person should look: the guide shows the official wording and promises nothing. */
export const doubtfulTraps = [
  'script-in-text',
  'code-unusual',
  'duplicate-code',
  'name-differs',
  'circular-relation',
  'unknown-value',
  'time-unit-unknown',
  'time-in-words',
  'time-zero',
  'times-differ',
  'fee-in-words',
  'fee-foreign-currency',
  'fees-differ',
  'papers-uncounted',
  'paper-without-name',
  'papers-in-heading',
  'many-cases',
  'district-level',
] as const

export const traps = [...mendedTraps, ...doubtfulTraps] as const
export type Trap = (typeof traps)[number]

/** Does it ask for a person? */
export function isDoubtful(trap: Trap): boolean {
  return doubtfulTraps.some((one) => one === trap)
}
