/** What is being made ready to file, encrypted with the session's key at each save. One draft a session. */
import { v7 } from 'uuid'
import type { PaperCount } from '../contract/dossier-action.ts'
import type { FeedbackReader, FeedbackTopic } from '../contract/feedback.ts'
import type { AssistedBy } from '../contract/payload.ts'
import type { Answers } from '../domain/form/definition.ts'
import type { FormChanges, FormerAnswer, FormOutline } from '../domain/form/earlier-version.ts'
import { bytesOf, textOf } from '../vault/text.ts'
import { database, type Encrypted } from './database.ts'
import type { Session } from './session.ts'
import { decrypt, encrypt, sessionKey } from './session-cipher.ts'
import { attempt, type StorageProblem } from './storage-state.ts'

/** A declaration being filled in. */
export interface Draft {
  readonly kind?: never
  readonly procedure: string
  readonly form: { readonly name: string; readonly version: number }
  readonly answers: Answers
  /** The questions of that version, so that the next one can say what has changed. */
  readonly outline?: FormOutline
  /** Answers that the version of today does not ask for: shown to the person, never filed. */
  readonly former?: readonly FormerAnswer[]
  /** What a newer version brought while this draft lay; taken away once the person has seen it. */
  readonly changes?: FormChanges
  /** Id of the step the citizen is at. */
  readonly step: string
  /** Order of the photos of each component, by photo id; photos not named follow in the order taken. */
  readonly papers: readonly { readonly component: string; readonly photos: readonly string[] }[]
  /** Questions answered before the declaration, in the guide or by the procedure: the review shows them. */
  readonly given?: readonly string[]
  /** A team helps, and how the person agreed to it. */
  readonly assistedBy?: AssistedBy
}

/** What the desk asks for, as far as this device has heard. */
export interface AskedFor {
  readonly papers: readonly PaperCount[]
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string | null
}

/** Papers for a dossier that was filed before, here or elsewhere. */
export interface SupplementDraft {
  readonly kind: 'supplement'
  /** Of the dossier, as `receiptCodeOf` writes it. */
  readonly receiptCode: string
  /** Empty when neither this device nor the slip says. */
  readonly procedure: string
  readonly asked: AskedFor | null
}

/** What a person wants to tell the unit; a recording and photos lie among the draft's photos. */
export interface FeedbackDraft {
  readonly kind: 'feedback'
  /** Feedback belongs to none. */
  readonly procedure: ''
  /** Null until chosen. */
  readonly topic: FeedbackTopic | null
  readonly text: string
  /** Null until the person has chosen. */
  readonly isNamed: boolean | null
  readonly name: string
  readonly phone: string
  readonly reader: FeedbackReader
}

export type AnyDraft = Draft | SupplementDraft | FeedbackDraft

export type DraftProblem = 'session-ended' | StorageProblem

export type SavedDraft =
  | { readonly ok: true; readonly revision: number }
  | { readonly ok: false; readonly problem: 'draft-changed-elsewhere' | DraftProblem }

/** @param basedOn revision the draft was read or last saved at; 0 for a new draft */
export async function saveDraft(session: Session, draft: AnyDraft, basedOn: number): Promise<SavedDraft> {
  let written: Encrypted | undefined
  const saved = await attempt(async (): Promise<SavedDraft> => {
    const key = await sessionKey(session)
    if (key === undefined) return { ok: false, problem: 'session-ended' }
    const encrypted = written ?? (await encrypt(key, session, 'draft', bytesOf(JSON.stringify(draft))))
    written = encrypted
    return database.transaction('rw', database.sessions, database.drafts, async (): Promise<SavedDraft> => {
      // Asked for at once: each round trip less is a letter less that a reload can cost.
      const [known, before] = await Promise.all([
        database.sessions.get(session.id),
        database.drafts.get(session.id),
      ])
      if (known === undefined) return { ok: false, problem: 'session-ended' }
      const revision = before?.revision ?? 0
      // The connection was lost just after it was written.
      if (revision === basedOn + 1 && String(before?.iv) === String(encrypted.iv))
        return { ok: true, revision }
      if (revision !== basedOn) return { ok: false, problem: 'draft-changed-elsewhere' }
      await database.drafts.put({ session: session.id, revision: revision + 1, ...encrypted })
      return { ok: true, revision: revision + 1 }
    })
  })
  return saved.ok ? saved.value : saved
}

export type ReadDraft =
  | {
      readonly ok: true
      readonly draft: AnyDraft
      readonly revision: number
      /** Null until there is a photo or the review page has been opened. */
      readonly envelopeId: string | null
    }
  | { readonly ok: false; readonly problem: 'draft-missing' | DraftProblem }

export async function readDraft(session: Session): Promise<ReadDraft> {
  const read = await attempt(async (): Promise<ReadDraft> => {
    const key = await sessionKey(session)
    if (key === undefined) return { ok: false, problem: 'session-ended' }
    const row = await database.drafts.get(session.id)
    if (row === undefined) return { ok: false, problem: 'draft-missing' }
    const envelopeId = (await database.draftEnvelopes.get(session.id))?.envelopeId ?? null
    // Written by saveDraft and authenticated by the cipher: no other shape can be inside.
    const draft = JSON.parse(textOf(await decrypt(key, session, 'draft', row))) as AnyDraft
    return { ok: true, draft, revision: row.revision, envelopeId }
  })
  return read.ok ? read.value : read
}

export type EnvelopeIdGiven =
  | { readonly ok: true; readonly envelopeId: string }
  | { readonly ok: false; readonly problem: DraftProblem }

/**
 * The id under which this draft will be filed: made once, with the first photo or when the review page opens, however
 * many tabs show it.
 */
export async function ensureEnvelopeId(session: Session): Promise<EnvelopeIdGiven> {
  const given = await attempt(() =>
    database.transaction(
      'rw',
      database.sessions,
      database.draftEnvelopes,
      async (): Promise<EnvelopeIdGiven> => {
        if ((await database.sessions.get(session.id)) === undefined) {
          return { ok: false, problem: 'session-ended' }
        }
        return { ok: true, envelopeId: await envelopeIdOf(session) }
      },
    ),
  )
  return given.ok ? given.value : given
}

/** Within a transaction over `sessions` and `draftEnvelopes` that has found the session open. */
export async function envelopeIdOf(session: Session): Promise<string> {
  const known = await database.draftEnvelopes.get(session.id)
  if (known !== undefined) return known.envelopeId
  const envelopeId = v7()
  await database.draftEnvelopes.add({ session: session.id, envelopeId })
  return envelopeId
}
