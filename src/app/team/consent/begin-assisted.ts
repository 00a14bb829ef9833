/** What a team's help adds to a draft that is about to begin. */
import { type AssistedBy, assistanceConsentPaper } from '../../../contract/payload.ts'
import { addDraftPhoto } from '../../../device/draft-photos.ts'
import type { PreparedPhoto } from '../../../device/photos/prepare-page.ts'
import { preparePhoto } from '../../../device/photos/prepare-photo.ts'
import type { Session } from '../../../device/session.ts'
import { isTeamOpen } from '../../../device/team/lock.ts'
import { countHelped, currentVisit } from '../../../device/team/visits.ts'
import { type ConsentProblem, type ConsentTyped, consentOf } from './consent.ts'

type Taken = Extract<PreparedPhoto, { ok: true }>

export interface Assistance {
  readonly assistedBy: AssistedBy
  /** Of the thumb mark. */
  readonly photo: Taken | undefined
}

export type AssistancePrepared =
  | { readonly ok: true; readonly assistance: Assistance }
  | { readonly ok: false; readonly problem: ConsentProblem }

/** Before the session begins: what is wrong is said while nothing has begun. A photo that nobody can read is none. */
export async function prepareAssistance(typed: ConsentTyped, now: Date): Promise<AssistancePrepared> {
  const given = consentOf(typed)
  if (!given.ok) return given
  const isMarked = given.consent.kind === 'thumb-mark' && typed.photo !== undefined
  const photo = isMarked && typed.photo !== undefined ? await preparePhoto(typed.photo) : undefined
  if (photo?.ok === false) return { ok: false, problem: 'photo-missing' }
  // Behind a lock that has closed since there is no visit to name; the consent counts without it.
  const visit = isTeamOpen() ? await currentVisit() : undefined
  const open = visit?.ok === true ? visit.visit : null
  return {
    ok: true,
    assistance: {
      assistedBy: {
        role: 'team',
        ...(open === null ? {} : { visit: open.visit }),
        consent: given.consent,
        givenAt: now.toISOString(),
      },
      photo,
    },
  }
}

/** Once the draft is saved: the photo joins it, and the visit counts one person more. @returns false when the photo could not be kept. */
export async function keepAssistance(session: Session, { assistedBy, photo }: Assistance): Promise<boolean> {
  if (photo !== undefined) {
    const { bytes, mediaType, widthPx, heightPx } = photo
    const added = await addDraftPhoto(session, assistanceConsentPaper, bytes, mediaType, {
      widthPx,
      heightPx,
    })
    if (!added.ok) return false
  }
  if (assistedBy.visit !== undefined) await countHelped('dossier', 'none')
  return true
}
