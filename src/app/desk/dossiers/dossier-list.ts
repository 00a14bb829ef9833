/** The unit's dossiers as the desk last saw them: a store that keeps the last list while the gateway is away. */
import type { DossierSummary } from '../../../contract/desk.ts'
import type { DeskCounts, ListView } from '../../../contract/desk-lists.ts'
import { type DeskProblem, type ListFilter, listDossiers } from '../desk-client.ts'

export interface DossierListSnapshot {
  readonly filter: ListFilter
  /** Null until the first answer for this filter. */
  readonly dossiers: readonly DossierSummary[] | null
  /** Of the officers, by their user names. */
  readonly names: Readonly<Record<string, string>>
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** Null until the first answer. */
  readonly counts: DeskCounts | null
  /** Why the latest attempt failed; null when it did not. */
  readonly problem: DeskProblem | null
  /** When the list was last read, milliseconds since the epoch. */
  readonly readAt: number | null
}

export type DossierListStore = ReturnType<typeof createDossierList>

export function createDossierList() {
  let snapshot: DossierListSnapshot = {
    filter: { view: 'new', procedure: null, search: '' },
    dossiers: null,
    names: {},
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

  /** Reads every page on show again, so that a dossier that has left the view leaves the list. */
  async function read(wantedPages: number): Promise<void> {
    latest += 1
    const turn = latest
    const dossiers = new Map<string, DossierSummary>()
    let after: string | null = null
    let names: DossierListSnapshot['names'] = {}
    let counts = snapshot.counts
    for (let page = 0; page < wantedPages; page++) {
      const answer = await listDossiers({ ...snapshot.filter, after })
      if (turn !== latest) return
      if (!answer.ok) {
        change({ problem: answer.problem, isLoadingMore: false })
        return
      }
      for (const dossier of answer.value.dossiers) dossiers.set(dossier.id, dossier)
      names = { ...names, ...answer.value.names }
      counts = answer.value.counts
      after = answer.value.next
      if (after === null) break
    }
    pages = wantedPages
    change({
      dossiers: [...dossiers.values()],
      names,
      hasMore: after !== null,
      isLoadingMore: false,
      counts,
      problem: null,
      readAt: Date.now(),
    })
  }

  function filterBy(part: Partial<ListFilter>): void {
    change({
      filter: { ...snapshot.filter, ...part },
      dossiers: null,
      hasMore: false,
      isLoadingMore: false,
      problem: null,
    })
    void read(1)
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: (): DossierListSnapshot => snapshot,
    choose(view: ListView): void {
      if (view !== snapshot.filter.view) filterBy({ view })
    },
    /** Who searches means all of the unit's dossiers, wherever they are. */
    search(search: string): void {
      if (search === snapshot.filter.search) return
      filterBy(search !== '' && snapshot.filter.search === '' ? { search, view: 'all' } : { search })
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
