/** How many procedures a unit offers, online and for a fee, as they are published: ours and the imported ones. */
import type { Procedure } from '../../catalogue/schema.ts'
import type { ProcedureCounts } from '../../domain/service-index/measures.ts'

/** A commune answers for the procedures of its level, a province for all that the catalogue has. */
export function procedureCountsOf(procedures: readonly Procedure[], isProvince: boolean): ProcedureCounts {
  const own = procedures.filter(
    ({ level, alsoLevels }) => isProvince || level === 'commune' || alsoLevels.includes('commune'),
  )
  return {
    all: own.length,
    online: own.filter(({ onlineLevel }) => onlineLevel !== 'information-only').length,
    withFee: own.filter(({ fee }) => fee.rules.some(({ amountVnd = 0 }) => amountVnd > 0)).length,
  }
}
