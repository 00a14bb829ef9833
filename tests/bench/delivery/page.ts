/** Runs in a real browser on the device's own code: files, lists what is queued, delivers. */
import { database } from '../../../src/device/database.ts'
import { deliverOnce } from '../../../src/device/delivery/run.ts'
import { addDraftPhoto } from '../../../src/device/draft-photos.ts'
import { type Draft, saveDraft } from '../../../src/device/drafts.ts'
import { enrol } from '../../../src/device/enrolment.ts'
import { submit } from '../../../src/device/outbox.ts'
import { startSession } from '../../../src/device/session.ts'
import { sha256 } from '../../../src/vault/encoding.ts'

export interface Filing {
  readonly draft: Draft
  /** ISO 8601 */
  readonly consentAt: string
  readonly photoBytes: number
}

/** What a queue holds, each envelope checked byte by byte. */
export interface Queue {
  readonly whole: readonly string[]
  readonly damaged: readonly string[]
}

async function join(code: string): Promise<void> {
  const enrolled = await enrol({ code, name: 'Kiosk đo thử' })
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.problem}`)
}

/** Files one dossier as the review screen does. @returns the envelope's id once the screen may say "đã lưu". */
async function file({ draft, consentAt, photoBytes }: Filing): Promise<string> {
  const started = await startSession()
  if (!started.ok) throw new Error(`no session: ${started.problem}`)
  const { session } = started
  const saved = await saveDraft(session, draft, 0)
  if (!saved.ok) throw new Error(`no draft: ${saved.problem}`)
  if (photoBytes > 0) {
    const bytes = new Uint8Array(photoBytes)
    for (let at = 0; at < photoBytes; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
    bytes.set([0xff, 0xd8, 0xff, 0xe0])
    const added = await addDraftPhoto(session, 'birth-attestation-health-facility', bytes, 'image/jpeg', {})
    if (!added.ok) throw new Error(`no photo: ${added.problem}`)
  }
  const submitted = await submit({
    session,
    answersToSend: (answers) => answers,
    consent: { text: '1', givenAt: consentAt },
    language: 'vi',
    now: new Date(),
  })
  if (!submitted.ok) throw new Error(`not filed: ${submitted.problem}`)
  return submitted.receipt.envelopeId
}

/** Files one dossier after the other; `saved` is told of each at the moment of its receipt. */
async function fileWithoutEnd(filing: Filing): Promise<never> {
  const { saved } = window as unknown as { saved(envelopeId: string): Promise<void> }
  for (;;) void saved(await file(filing))
}

async function queue(): Promise<Queue> {
  const whole: string[] = []
  const damaged: string[] = []
  for (const { id } of await database.outbox.toArray()) {
    const isWhole = await isWholeEnvelope(id)
    if (isWhole) whole.push(id)
    else damaged.push(id)
  }
  return { whole, damaged }
}

async function isWholeEnvelope(id: string): Promise<boolean> {
  const body = await database.outboxBodies.get(id)
  const receipt = await database.receipts.get(id)
  if (body === undefined || receipt === undefined) return false
  const parts = await database.outboxParts.where({ envelope: id }).toArray()
  for (const part of parts) {
    const bytes = await database.outboxPartBytes.get(part.id)
    if (bytes === undefined || (await sha256(bytes.sealed)) !== part.sha256) return false
  }
  const envelope: { readonly parts: readonly { readonly sha256: string }[] } = JSON.parse(body.json)
  return envelope.parts.length === parts.length
}

/** Delivers until nothing waits. */
async function deliver(): Promise<void> {
  while ((await database.outbox.count()) > 0) {
    await deliverOnce('person')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const bench = { join, file, fileWithoutEnd, queue, deliver }
export type Bench = typeof bench
Object.assign(window, { bench })
