/**
 * A signature: drawn, as the data of an SVG path on a board of fixed size; or typed, as the full name of whoever
 * cannot draw on the screen. A name has no digits, a drawing begins with some: the two cannot be mixed up.
 */
import { nameMaximumLength, parseName } from '../person/name.ts'
import type { AnswerProblemCode, ProblemParameters } from './problem.ts'

/** The board that drawn coordinates lie on, whatever the size of the screen. */
export const signatureBoard = { width: 1000, height: 400 }
/** Characters of a drawing: some 2,000 points, more than the longest flourish. */
export const signatureMaximumLength = 20_000

export interface SignaturePoint {
  readonly x: number
  readonly y: number
}

type Result =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly problem: AnswerProblemCode; readonly parameters?: ProblemParameters }

/** Only moves and lines with whole coordinates: nothing else can be hidden in it. */
export function isDrawnSignature(signature: string): boolean {
  return /^(?:M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})+)+$/.test(signature)
}

export function parseSignature(raw: string): Result {
  if (raw.length > signatureMaximumLength) return { ok: false, problem: 'signature-too-large' }
  if (isDrawnSignature(raw)) return { ok: true, signature: raw }
  const name = parseName(raw)
  if (name.ok) return { ok: true, signature: name.name }
  return name.problem === 'name-too-long'
    ? { ok: false, problem: name.problem, parameters: { maximum: nameMaximumLength } }
    : { ok: false, problem: 'signature-malformed' }
}

/** The strokes as one path; a dot becomes a very short line. Points outside the board are brought to its edge. */
export function drawSignature(strokes: readonly (readonly SignaturePoint[])[]): string {
  return strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      const points = stroke.map(
        ({ x, y }) => `${within(x, signatureBoard.width)} ${within(y, signatureBoard.height)}`,
      )
      const [first = '', ...rest] = points
      return `M${first}${(rest.length === 0 ? [first] : rest).map((point) => `L${point}`).join('')}`
    })
    .join('')
}

function within(value: number, maximum: number): number {
  return Math.round(Math.min(Math.max(value, 0), maximum))
}
