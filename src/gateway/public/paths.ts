/** Where the public pages lie. Addresses are for ever: they are printed, sent and indexed. */

/** Below the gateway's base. */
export const publicFolder = 'cong-khai'
const procedureFolder = 'thu-tuc'
/** Answers to what people have told the unit. */
export const answersFolder = 'phan-anh'

/** @param base with slashes at both ends. */
export function unitPath(base: string, unit: string): string {
  return `${base}${publicFolder}/${encodeURIComponent(unit)}`
}

export function answersPath(base: string, unit: string): string {
  return `${unitPath(base, unit)}/${answersFolder}`
}

export function procedurePath(base: string, unit: string, code: string): string {
  return `${unitPath(base, unit)}/${procedureFolder}/${encodeURIComponent(code)}`
}
