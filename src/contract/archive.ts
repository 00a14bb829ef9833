/**
 * The blocks of a POSIX ustar archive (IEEE 1003.1, pax: "ustar Interchange Format"): what a bundle is made of, so
 * that any `tar` can list and unpack it. Only plain files, without owner, rights or time: those would say something
 * about a person or a device. Every record starts at a block with a checksum of its own, so that a reader finds its
 * way again behind a damaged place and reads a cut-off file up to the cut.
 */

export const blockBytes = 512
/** Two empty blocks. */
export const archiveEndBytes = 2 * blockBytes

const nameBytes = 100
const size = { at: 124, digits: 11 }
const checksum = { at: 148, length: 8 }
const kind = { at: 156, plainFile: 0x30 }
const magic = { at: 257, text: 'ustar\u000000' }

export interface ArchiveHeader {
  readonly name: string
  /** Of the content that follows, in bytes, without its padding. */
  readonly bytes: number
}

/** @param header with an ASCII name of at most 100 characters and a size below 8 GiB */
export function archiveHeaderBlock({ name, bytes }: ArchiveHeader): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockBytes)
  write(block, 0, name)
  write(block, 100, '0000644')
  write(block, 108, '0000000')
  write(block, 116, '0000000')
  write(block, size.at, bytes.toString(8).padStart(size.digits, '0'))
  write(block, 136, '00000000000')
  block[kind.at] = kind.plainFile
  write(block, magic.at, magic.text)
  write(block, checksum.at, `${sumOf(block).toString(8).padStart(6, '0')}\u0000 `)
  return block
}

/** Null for everything that is no header of a plain file, also one whose checksum is wrong. */
export function readArchiveHeader(block: Uint8Array): ArchiveHeader | null {
  if (block.length !== blockBytes || block[kind.at] !== kind.plainFile) return null
  if (read(block, magic.at, 5) !== 'ustar') return null
  if (octal(read(block, checksum.at, checksum.length)) !== sumOf(block)) return null
  const bytes = octal(read(block, size.at, size.digits + 1))
  return bytes === null ? null : { name: read(block, 0, nameBytes), bytes }
}

/** Zero bytes between a content and the next header. */
export function paddingAfter(bytes: number): number {
  return (blockBytes - (bytes % blockBytes)) % blockBytes
}

/** With the checksum's own field taken as spaces, as the format asks. */
function sumOf(block: Uint8Array): number {
  return block.reduce(
    (sum, byte, at) => sum + (at >= checksum.at && at < checksum.at + checksum.length ? 0x20 : byte),
    0,
  )
}

function write(block: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) block[at + index] = text.charCodeAt(index)
}

function read(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length)
  const end = field.indexOf(0)
  return String.fromCharCode(...(end === -1 ? field : field.subarray(0, end)))
}

function octal(field: string): number | null {
  const digits = field.trim()
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : null
}
