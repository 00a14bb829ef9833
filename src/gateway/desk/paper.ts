/** A page of a paper or a recording, unsealed on its way to the officer's screen and kept nowhere in the clear. */
import type { FastifyReply } from 'fastify'
import { open } from '../../vault/seal.ts'
import type { GatewayContext } from '../context.ts'
import { sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'

/** First bytes of what may be shown in the page; all else is only ever downloaded. */
const signatures: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'image/jpeg': (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]),
  'image/png': (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]),
  'image/webp': (bytes) =>
    startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  'audio/webm': (bytes) => startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3]),
  'audio/mp4': (bytes) => startsWith(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70]),
  'audio/ogg': (bytes) => startsWith(bytes, [0x4f, 0x67, 0x67, 0x53]),
}

export async function sendPaper(
  context: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  sha256: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { storage, audit } = context
  const part = (await storage.dossiers.parts(dossier)).find((candidate) => candidate.sha256 === sha256)
  if (part === undefined || part.arrivedAt === null) return sendProblem(reply, 'not-found')
  if (dossier.content_removed_at !== null) return sendProblem(reply, 'content-removed')
  await audit.record({
    unit: dossier.unit,
    who: staff.username,
    action: 'read-paper',
    subject: dossier.id,
    detail: { part: sha256 },
  })
  return sendPart(context, part, reply)
}

/** Of what has arrived; that it may be read, and that this is written down, is the caller's. */
export async function sendPart(
  { parts, keys }: Pick<GatewayContext, 'parts' | 'keys'>,
  part: { readonly sha256: string; readonly mediaType: string },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const sealed = await parts.read(part.sha256)
  let bytes: Uint8Array
  try {
    bytes = await open(sealed, keys.identities)
  } catch {
    // Sealed to other keys, or not sealed at all: its digest is right, so it arrived as the device sent it.
    return sendProblem(reply, 'payload-unreadable')
  }
  // By its own first bytes; what else it might be read as, no browser is to look for.
  const isShown = signatures[part.mediaType]?.(bytes) === true
  return (
    reply
      .type(isShown ? part.mediaType : 'application/octet-stream')
      .header('content-disposition', isShown ? 'inline' : 'attachment')
      .header('x-content-type-options', 'nosniff')
      // Opened in a tab of its own it may still run nothing.
      .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
      .send(bytes)
  )
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
