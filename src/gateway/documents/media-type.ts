/** What bytes are, by how they begin; what they are called counts for nothing. */
import type { DocumentMediaType } from '../../contract/documents.ts'

const beginnings: readonly (readonly [DocumentMediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]

/** How many bytes tell. */
export const beginningBytes = 8

/** Null for everything else: programs, web pages, office files. */
export function mediaTypeOf(bytes: Uint8Array): DocumentMediaType | null {
  const found = beginnings.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte))
  return found?.[0] ?? null
}
