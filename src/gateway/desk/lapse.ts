/** Ends dossiers for which nothing came in time; the rules say when that is (`domain/dossier/decide.ts`). */
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { carryOut } from './dossier-actions.ts'

const atOnce = 100

/** Safe with several processes: of two that end the same dossier one finds it changed. */
export async function lapseSupplements(
  context: Pick<GatewayContext, 'storage' | 'catalogue' | 'now'>,
): Promise<void> {
  const lapsed = await context.storage.dossiers.lapsed(vietnamDay(context.now().toISOString()), atOnce)
  for (const dossier of lapsed)
    await carryOut(
      context,
      dossier,
      { type: 'lapse' },
      { actor: null, by: 'gateway', note: null, details: {} },
    )
}
