/** Figures that people enter where this product cannot know: by component and month, added up over months and units. */
import type { IndexComponent } from './components.ts'
import { eachComponent } from './measures.ts'
import type { Figure, Figures } from './score.ts'

export interface Entry extends Figure {
  readonly unit: string
  readonly component: IndexComponent
  /** `YYYY-MM` */
  readonly month: string
}

/**
 * What was entered for the unit itself counts; where nothing was, the sum of what was entered below it. Months without
 * an entry add nothing, so a figure says which months it is of.
 *
 * @param entries the newest of each unit, component and month in question
 */
export function enteredIn<Each extends Entry>(
  entries: readonly Each[],
  component: IndexComponent,
  unit: string,
): readonly Each[] {
  const all = entries.filter((entry) => entry.component === component)
  const own = all.filter((entry) => entry.unit === unit)
  return own.length > 0 ? own : all
}

/** Entered figures in the place of counted or unknown ones. */
export function withEntries(figures: Figures, entries: readonly Entry[], unit: string): Figures {
  return eachComponent((component) => {
    const entered = enteredIn(entries, component, unit)
    if (entered.length === 0) return figures[component]
    return {
      numerator: entered.reduce((sum, { numerator }) => sum + numerator, 0),
      denominator: entered.reduce((sum, { denominator }) => sum + denominator, 0),
    }
  })
}
