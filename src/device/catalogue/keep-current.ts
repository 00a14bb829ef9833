/** When the gateway is asked for a newer catalogue: at the start, when there is a network again, and now and then. */
import { onWake } from '../delivery/wake.ts'
import { noteRefusal } from './refusal.ts'
import { swapCatalogueWhenIdle } from './swap.ts'
import { type CatalogueUpdate, updateCatalogue } from './update-catalogue.ts'

/** After an answer; a catalogue changes once a day at most. */
const contentMs = 60 * 60 * 1000
/** After none: what is broken off goes on. What was refused would be refused again. */
const againMs = 60 * 1000
/** Several occasions at once are one. */
const settleMs = 1_000

const passing: ReadonlySet<string> = new Set<Extract<CatalogueUpdate, { ok: false }>['problem']>([
  'offline',
  'gone',
  'busy',
  'not-enrolled',
])

/** Never ends by itself. @returns the way to stop. */
export function keepCatalogueCurrent(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let notBefore = 0
  let isStopped = false

  const soon = (delayMs: number) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void go(), delayMs)
  }
  const go = async () => {
    // Should it end by a mistake of ours, it is reported as such, and yet is not the last one of this page.
    soon(contentMs)
    const updated = await updateCatalogue()
    const isAnswered = updated.ok || !passing.has(updated.problem)
    if (isAnswered) await noteRefusal(updated.ok ? null : updated.problem)
    notBefore = isAnswered ? Date.now() + contentMs : 0
    soon(isAnswered ? contentMs : againMs)
    // At once where nobody is served; else the first screen does it when it is next reached.
    if (updated.ok && updated.state === 'staged') await swapCatalogueWhenIdle()
  }
  const occasion = () => {
    if (Date.now() >= notBefore) soon(settleMs)
  }
  const stopListening = onWake((reason) => {
    if (reason === 'started') {
      // Joined just now, perhaps to another gateway.
      notBefore = 0
      occasion()
    }
  })
  addEventListener('online', occasion)
  soon(settleMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
    stopListening()
    removeEventListener('online', occasion)
  }
}
