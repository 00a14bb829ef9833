/** When the gateway is asked for newer packs: at the start, when there is a network again, and now and then. */
import { onWake } from './delivery/wake.ts'

interface Packs {
  /** Brings what is newer and leaves it `staged`. */
  update(): Promise<
    { readonly ok: true; readonly state: string } | { readonly ok: false; readonly problem: string }
  >
  /** Puts what is staged in its place unless somebody is in the middle of something. */
  swap(): Promise<boolean>
}

/** After an answer; packs change once a day at most. */
const contentMs = 60 * 60 * 1000
/** After none: what is broken off goes on. What was refused would be refused again. */
const againMs = 60 * 1000
/** Several occasions at once are one. */
const settleMs = 1_000

const passing: ReadonlySet<string> = new Set(['offline', 'gone', 'busy', 'not-enrolled'])

/** True for a problem that the gateway's answer has: asking again at once would bring the same. */
export function isAnswer(problem: string): boolean {
  return !passing.has(problem)
}

/** Never ends by itself. @returns the way to stop. */
export function keepCurrent({ update, swap }: Packs): () => void {
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
    const updated = await update()
    const isAnswered = updated.ok || isAnswer(updated.problem)
    notBefore = isAnswered ? Date.now() + contentMs : 0
    soon(isAnswered ? contentMs : againMs)
    // At once where nobody is served; else the first screen does it when it is next reached.
    if (updated.ok && updated.state === 'staged') await swap()
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
