/** A document on its way to a browser: unsealed here and kept nowhere in the clear. */
import type { FastifyReply } from 'fastify'
import type { DocumentMediaType } from '../../contract/documents.ts'
import type { GatewayContext } from '../context.ts'
import type { StoredDocument } from '../storage/documents.ts'

const extensions = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const satisfies Record<DocumentMediaType, string>

/** A PDF is only ever saved: it can hold scripts. Pictures show in the page. */
export async function sendDocument(
  { documents }: GatewayContext,
  document: StoredDocument,
  reply: FastifyReply,
  isSaved = document.media_type === 'application/pdf',
): Promise<FastifyReply> {
  const bytes = await documents.read(document.file)
  return reply
    .type(document.media_type)
    .header('content-disposition', `${isSaved ? 'attachment' : 'inline'}; ${fileNameOf(document)}`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .send(bytes)
}

/** RFC 6266, with a plain name for who does not read the other. */
function fileNameOf({ name, number, media_type }: StoredDocument): string {
  const extension = extensions[media_type]
  const safe = name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').trim()
  const encoded = encodeURIComponent(`${safe}.${extension}`).replace(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
  return `filename="${number}.${extension}"; filename*=UTF-8''${encoded}`
}
