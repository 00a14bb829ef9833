/** How a time limit is shared among the steps where a unit has set nothing itself: to be confirmed by staff. */
import * as v from 'valibot'
import { areStepShares, type DatedShares } from '../domain/dossier/step-dues.ts'
import { isCivilDay } from '../domain/time/civil-day.ts'
import { confidence } from './schema.ts'
import file from './step-shares.json' with { type: 'json' }

const percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))

const stepSharesFile = v.strictObject({
  sources: v.array(v.pipe(v.string(), v.minLength(1))),
  confidence,
  versions: v.pipe(
    v.array(
      v.strictObject({
        from: v.pipe(v.string(), v.check(isCivilDay, 'not a day of the calendar')),
        shares: v.pipe(
          v.strictObject({ reception: percent, processing: percent, signature: percent, result: percent }),
          v.check(areStepShares, 'not 100 in all'),
        ),
      }),
    ),
    v.minLength(1),
  ),
})

export const standardStepShares: readonly DatedShares[] = v.parse(stepSharesFile, file).versions
