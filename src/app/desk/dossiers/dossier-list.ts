/** The unit's dossiers as the desk last saw them: a store that keeps the last list while the gateway is away. */
import type { DossierStateCode } from '../../../contract/changes.ts'
import type { DossierSummary } from '../../../contract/desk.ts'
import { type DeskProblem, listDossiers } from '../desk-client.ts'

/** What the list can be narrowed to, with the national state it stands for (rules.md §1.5). */
export const stateFilters = { new: 1, received: 2, all: null } as const satisfies Record<
  string,
  DossierStateCode | null
>
export type StateFilter = keyof typeof stateFilters

export interface DossierListSnapshot {
  readonly filter: StateFilter
  /** Null until the first answer for this filter. */
  readonly dossiers: readonly DossierSummary[] | null
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** For the header; null until the first answer. */
  readonly counts: { readonly waiting: number; readonly quarantined: number } | null
  /** Why the latest attempt failed; null when it did not. */
  readonly problem: DeskProblem | null
  /** When the list was last read, milliseconds since the epoch. */
  readonly readAt: number | null
}

export type DossierListStore = ReturnType<typeof createDossierList>

export function createDossierList() {
  let snapshot: DossierListSnapshot = {
    filter: 'new',
    dossiers: null,
    hasMore: false,
    isLoadingMore: false,
    counts: null,
    problem: null,
    readAt: null,
  }
  let pages = 1
  /** Raised by each read: an answer that a later read has overtaken is dropped. */
  let latest = 0
  const listeners = new Set<() => void>()

  function change(part: Partial<DossierListSnapshot>): void {
    snapshot = { ...snapshot, ...part }
    for (const listener of listeners) listener()
  }

  /** Reads every page on show again, so that a dossier that has left the filter leaves the list. */
  async function read(wantedPages: number): Promise<void> {
    latest += 1
    const turn = latest
    const state = stateFilters[snapshot.filter]
    const dossiers = new Map<string, DossierSummary>()
    let after: string | null = null
    let counts = snapshot.counts
    for (let page = 0; page < wantedPages; page++) {
      const answer = await listDossiers({ state, after })
      if (turn !== latest) return
      if (!answer.ok) {
        change({ problem: answer.problem, isLoadingMore: false })
        return
      }
      for (const dossier of answer.value.dossiers) dossiers.set(dossier.id, dossier)
      counts = { waiting: answer.value.waiting, quarantined: answer.value.quarantined }
      after = answer.value.next
      if (after === null) break
    }
    pages = wantedPages
    change({
      dossiers: [...dossiers.values()],
      hasMore: after !== null,
      isLoadingMore: false,
      counts,
      problem: null,
      readAt: Date.now(),
    })
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: (): DossierListSnapshot => snapshot,
    choose(filter: StateFilter): void {
      if (filter === snapshot.filter) return
      change({ filter, dossiers: null, hasMore: false, isLoadingMore: false, problem: null })
      void read(1)
    },
    refresh(): void {
      if (!snapshot.isLoadingMore) void read(pages)
    },
    loadMore(): void {
      if (snapshot.isLoadingMore) return
      change({ isLoadingMore: true })
      void read(pages + 1)
    },
  }
}
