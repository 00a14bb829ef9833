/**
 * Keeps the open draft in memory and writes it to the encrypted store at each change, one save at a time; what
 * changes during a save goes with the next one. Nothing is waited for: encrypting and storing cannot be finished
 * while a page unloads, so that what has not begun by then is lost: of a letter each 15 ms, reloads at any moment cost
 * none or one as a rule and five at worst (124 ms, on a machine under six times its load; tests/browser/promises). What a person has typed is never taken back
 * from the screen when a save fails.
 */
import type { AnyDraft, Draft, SavedDraft } from '../../../device/drafts.ts'

export type SaveProblem = Extract<SavedDraft, { ok: false }>['problem']

export type SaveState =
  | { readonly name: 'saved' }
  | { readonly name: 'saving' }
  | { readonly name: 'failed'; readonly problem: SaveProblem }

export interface Kept<Kind extends AnyDraft = Draft> {
  readonly draft: Kind
  readonly saving: SaveState
}

type Save<Kind> = (draft: Kind, basedOn: number) => Promise<SavedDraft>

/** After a failed save: typing on must not hammer a store that is in trouble. */
const retryDelayMs = 200

export class DraftKeeper<Kind extends AnyDraft = Draft> {
  readonly #save: Save<Kind>
  readonly #listeners = new Set<() => void>()
  #kept: Kept<Kind>
  #revision: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #isDirty = false
  #running: Promise<void> | undefined
  #isClosed = false

  /** @param revision the one `draft` was read or last saved at */
  constructor(save: Save<Kind>, draft: Kind, revision: number) {
    this.#save = save
    this.#kept = { draft, saving: { name: 'saved' } }
    this.#revision = revision
  }

  /** For `useSyncExternalStore`. */
  readonly read = (): Kept<Kind> => this.#kept

  /** For `useSyncExternalStore`; returns the way to unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes the change and begins to save it at once. */
  change(update: (draft: Kind) => Kind): void {
    const draft = update(this.#kept.draft)
    if (draft === this.#kept.draft || this.#isClosed) return
    this.#isDirty = true
    this.#show({
      draft,
      saving: this.#kept.saving.name === 'failed' ? this.#kept.saving : { name: 'saving' },
    })
    if (this.#kept.saving.name !== 'failed') void this.#saveOn()
    else this.#timer ??= setTimeout(() => void this.flush(), retryDelayMs)
  }

  /** Saves now what is not saved yet; says whether everything up to this call is stored. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while (this.#running !== undefined) await this.#running
    await this.#saveOn()
    return this.#kept.saving
  }

  /** After filing or deleting: nothing is written any more. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  /** Saves until everything is stored or a save fails. */
  #saveOn(): Promise<void> {
    if (this.#running === undefined && this.#isDirty && !this.#isClosed) {
      this.#running = this.#saveAll().finally(() => {
        this.#running = undefined
      })
    }
    return this.#running ?? Promise.resolve()
  }

  async #saveAll(): Promise<void> {
    while (this.#isDirty && !this.#isClosed) {
      const { draft } = this.#kept
      this.#isDirty = false
      const saved = await this.#save(draft, this.#revision)
      if (saved.ok) this.#revision = saved.revision
      else this.#isDirty = true
      const saving: SaveState = saved.ok
        ? { name: this.#isDirty ? 'saving' : 'saved' }
        : { name: 'failed', problem: saved.problem }
      this.#show({ draft: this.#kept.draft, saving })
      if (!saved.ok) return
    }
  }

  #show(kept: Kept<Kind>): void {
    this.#kept = kept
    for (const listener of this.#listeners) listener()
  }
}
