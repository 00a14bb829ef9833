/** Codes of procedures: `1.004222` for the nation, with a tail where a province writes it its own way. */

/** `1.011443.000.00.00.H38` is the national `1.011443` as Lào Cai's system shows it. */
const localTail = /\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/
const usual = /^\d\.\d{6}$/
const known = /^\d\.\d{5,9}$/
/** The portal marks what was taken back with `-Xoa` ("deleted"). */
const deleted = /^\d\.\d{5,9}\s*[-_]\s*x[oó]a$/iu

export type ReadCode =
  | {
      readonly ok: true
      readonly code: string
      readonly localCode: string | undefined
      readonly isUnusual: boolean
    }
  | { readonly ok: false; readonly problem: 'no-code' | 'code-form' | 'marked-deleted' }

/** @param written in normal form. */
export function readOfficialCode(written: string | undefined): ReadCode {
  if (written === undefined) return { ok: false, problem: 'no-code' }
  const code = written.replace(localTail, '')
  if (deleted.test(code)) return { ok: false, problem: 'marked-deleted' }
  if (!known.test(code)) return { ok: false, problem: 'code-form' }
  return { ok: true, code, localCode: code === written ? undefined : written, isUnusual: !usual.test(code) }
}
