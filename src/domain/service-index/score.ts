/** From figures to points, and what one more of something would bring (Decision 766/QĐ-TTg). */
import {
  componentIds,
  type IndexComponent,
  type IndexPart,
  indexParts,
  maximumOf,
  ruleOf,
} from './components.ts'

/** What was counted, and of how many. */
export interface Figure {
  readonly numerator: number
  readonly denominator: number
}

/** Null for what nobody knows. */
export type Figures = Readonly<Record<IndexComponent, Figure | null>>

/** @returns null where nothing is known or there is nothing to measure. */
export function pointsOf(component: IndexComponent, figure: Figure | null): number | null {
  if (figure === null) return null
  const { maximum, fullAt, whenEmpty } = ruleOf(component)
  if (figure.denominator <= 0) return whenEmpty === 'full' ? maximum : whenEmpty === 'none' ? 0 : null
  const share = Math.max(0, figure.numerator / figure.denominator)
  return Math.min(maximum, (maximum * share) / fullAt)
}

export interface Score {
  /** What is sure: unknown components count as nothing. */
  readonly points: number
  /** Of the components that are known. */
  readonly knownMaximum: number
  readonly maximum: number
}

export interface IndexScore extends Score {
  readonly parts: Readonly<Record<IndexPart, Score>>
}

export function scoreOf(figures: Figures): IndexScore {
  const parts = Object.fromEntries(
    indexParts.map((part) => [part, scoreOfPart(part, figures)] as const),
    // The keys are all parts.
  ) as Record<IndexPart, Score>
  const all = Object.values(parts)
  return {
    parts,
    points: sum(all.map(({ points }) => points)),
    knownMaximum: sum(all.map(({ knownMaximum }) => knownMaximum)),
    maximum: sum(all.map(({ maximum }) => maximum)),
  }
}

function scoreOfPart(part: IndexPart, figures: Figures): Score {
  const known = componentIds.flatMap((component) => {
    const { part: itsPart, maximum } = ruleOf(component)
    const points = itsPart === part ? pointsOf(component, figures[component]) : null
    return points === null ? [] : [{ points, maximum }]
  })
  return {
    points: sum(known.map(({ points }) => points)),
    knownMaximum: sum(known.map(({ maximum }) => maximum)),
    maximum: maximumOf(part),
  }
}

/** As press and reports have it: online services and online payment are one part of 22. */
export const pressParts = {
  transparency: ['transparency'],
  progress: ['progress'],
  'online-with-payment': ['online', 'payment'],
  satisfaction: ['satisfaction'],
  digitisation: ['digitisation'],
} as const satisfies Readonly<Record<string, readonly IndexPart[]>>
export type PressPart = keyof typeof pressParts

/** Points by the five parts of the press, each with two decimals as they are published. */
export function pressViewOf(score: IndexScore): Readonly<Record<PressPart, number>> {
  return Object.fromEntries(
    Object.entries(pressParts).map(([name, parts]) => [
      name,
      published(sum(parts.map((part) => score.parts[part].points))),
    ]),
    // The keys are those of `pressParts`.
  ) as Record<PressPart, number>
}

/** Two decimals, halves up; a thousandth of a millionth is the error of the arithmetic, not a figure. */
export function published(points: number): number {
  return Math.round(points * 100 + 1e-9) / 100
}

/** Added in hundredths, so that published figures add up as on paper. */
export function sumOfPublished(points: readonly number[]): number {
  return sum(points.map((each) => Math.round(each * 100))) / 100
}

export interface NextStep {
  readonly component: IndexComponent
  /** Points for one more in the numerator. */
  readonly gainEach: number
  /** How many can still be changed and would count. */
  readonly count: number
  /** Points when all of these are changed. */
  readonly gain: number
}

/**
 * Where one changed dossier, procedure or petition brings most, best first; among equals what brings more altogether.
 * @param changeable how many of the denominator are not counted but still can be
 */
export function nextSteps(
  figures: Figures,
  changeable: Readonly<Record<IndexComponent, number>>,
): readonly NextStep[] {
  const steps = componentIds.flatMap((component): NextStep[] => {
    const figure = figures[component]
    const now = pointsOf(component, figure)
    if (figure === null || now === null || figure.denominator <= 0) return []
    const { fullAt, maximum } = ruleOf(component)
    const toFull = Math.ceil(fullAt * figure.denominator - 1e-9) - figure.numerator
    const count = Math.min(changeable[component], toFull)
    if (count <= 0 || now >= maximum) return []
    const after = (more: number) =>
      (pointsOf(component, { ...figure, numerator: figure.numerator + more }) ?? now) - now
    return [{ component, gainEach: after(1), count, gain: after(count) }]
  })
  return steps.toSorted((a, b) => b.gainEach - a.gainEach || b.gain - a.gain)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
