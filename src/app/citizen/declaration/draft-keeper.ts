/**
 * Keeps the open draft in memory and writes it to the encrypted store soon after each answer, one save at a
 * time. What a person has typed is never taken back from the screen when a save fails.
 */
import type { Draft, SavedDraft } from '../../../device/drafts.ts'

export type SaveProblem = Extract<SavedDraft, { ok: false }>['problem']

export type SaveState =
  | { readonly name: 'saved' }
  | { readonly name: 'saving' }
  | { readonly name: 'failed'; readonly problem: SaveProblem }

export interface Kept {
  readonly draft: Draft
  readonly saving: SaveState
}

type Save = (draft: Draft, basedOn: number) => Promise<SavedDraft>

/** Counted from the first unsaved change, so that steady typing cannot put the save off. */
const saveDelayMs = 200

export class DraftKeeper {
  readonly #save: Save
  readonly #listeners = new Set<() => void>()
  #kept: Kept
  #revision: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #isDirty = false
  #running: Promise<void> | undefined
  #isClosed = false

  /** @param revision the one `draft` was read or last saved at */
  constructor(save: Save, draft: Draft, revision: number) {
    this.#save = save
    this.#kept = { draft, saving: { name: 'saved' } }
    this.#revision = revision
  }

  /** For `useSyncExternalStore`. */
  readonly read = (): Kept => this.#kept

  /** For `useSyncExternalStore`; returns the way to unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes the change at once and saves it within 300 ms. */
  change(update: (draft: Draft) => Draft): void {
    const draft = update(this.#kept.draft)
    if (draft === this.#kept.draft || this.#isClosed) return
    this.#isDirty = true
    this.#show({
      draft,
      saving: this.#kept.saving.name === 'failed' ? this.#kept.saving : { name: 'saving' },
    })
    this.#timer ??= setTimeout(() => void this.flush(), saveDelayMs)
  }

  /** Saves now what is not saved yet; says whether everything up to this call is stored. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while (this.#running !== undefined) await this.#running
    if (this.#isDirty && !this.#isClosed) {
      this.#running = this.#saveOnce()
      await this.#running
    }
    return this.#kept.saving
  }

  /** After filing or deleting: nothing is written any more. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  async #saveOnce(): Promise<void> {
    const { draft } = this.#kept
    this.#isDirty = false
    try {
      const saved = await this.#save(draft, this.#revision)
      if (saved.ok) this.#revision = saved.revision
      else this.#isDirty = true
      const saving: SaveState = saved.ok
        ? { name: this.#isDirty ? 'saving' : 'saved' }
        : { name: 'failed', problem: saved.problem }
      this.#show({ draft: this.#kept.draft, saving })
    } finally {
      this.#running = undefined
    }
  }

  #show(kept: Kept): void {
    this.#kept = kept
    for (const listener of this.#listeners) listener()
  }
}
