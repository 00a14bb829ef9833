/**
 * The archive of a backup: a tar file, or one inside the age format. Its members in this order: `files/KEY`,
 * `keys/NAME`, `catalogue/imported.jsonl.gz`, `tables/NAME/000001.jsonl` (rows.ts) and so on, `manifest.json`, `manifest.sha256`.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import { createTarDecoder, createTarPacker } from 'modern-tar'
import * as v from 'valibot'
import { importedFile } from '../../catalogue/importing/imported-catalogue.ts'
import { nameDurably, temporaryName } from '../files/durable-file.ts'

const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const manifestSchema = v.object({
  format: v.literal('motcua-backup'),
  version: v.literal(1),
  createdAt: v.string(),
  engine: v.picklist(['sqlite', 'postgres']),
  /** Those that the rows have been through. */
  migrations: v.array(v.string()),
  tables: v.array(
    v.object({
      name: v.string(),
      columns: v.array(v.string()),
      key: v.array(v.string()),
      members: count,
      rows: count,
      /** Of its members' bytes one after another. */
      sha256: digest,
    }),
  ),
  files: v.array(v.object({ key: v.string(), bytes: count, sha256: digest })),
  /** Null when they were left out. */
  keys: v.nullable(
    v.array(
      v.object({ name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)), bytes: count, sha256: digest }),
    ),
  ),
  /** Null when nothing was imported; not there in archives of earlier versions. */
  catalogue: v.optional(v.nullable(v.object({ bytes: count, sha256: digest, importedAt: v.string() })), null),
})

export type Manifest = v.InferOutput<typeof manifestSchema>

export const manifestName = 'manifest.json'
export const manifestDigestName = 'manifest.sha256'

/** The imported catalogue. */
export const catalogueMember = `catalogue/${importedFile}`

export function tableMember(table: string, number: number): string {
  return `tables/${table}/${String(number).padStart(6, '0')}.jsonl`
}

export interface ArchiveWriter {
  /** @returns the digest of what was written. @throws Error when the content has another length. */
  add(name: string, bytes: number, content: AsyncIterable<Uint8Array>): Promise<string>
}

/**
 * The file has its name when all of it is on the disk, and not before. Only its owner may read it.
 * @param recipients `age1…` to encrypt it to; none: as it is.
 * @returns false when there is a file of that name, which stays.
 */
export async function writeArchive(
  path: string,
  recipients: readonly string[],
  write: (archive: ArchiveWriter) => Promise<void>,
): Promise<boolean> {
  const { readable, controller } = createTarPacker()
  const temporary = temporaryName(path)
  const content = recipients.length === 0 ? readable : encrypted(readable, recipients)
  const onDisk = Promise.resolve(content).then((stream) =>
    pipeline(Readable.from(stream), createWriteStream(temporary, { flags: 'wx', mode: 0o600 })),
  )
  const packed = write({
    async add(name, bytes, chunks) {
      const hash = createHash('sha256')
      const member = controller.add({ name, size: bytes, mode: 0o600 }).getWriter()
      for await (const chunk of chunks) {
        hash.update(chunk)
        await member.write(chunk)
      }
      await member.close()
      return hash.digest('base64url')
    },
  }).then(
    () => controller.finalize(),
    (error: unknown) => {
      controller.error(error)
      throw error
    },
  )
  try {
    // Neither goes on when the other has failed; the first to fail says why.
    await Promise.all([packed, onDisk])
    return await nameDurably(temporary, path)
  } finally {
    await Promise.allSettled([packed, onDisk])
    await rm(temporary, { force: true })
  }
}

async function encrypted(
  content: ReadableStream<Uint8Array>,
  recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(content)
}

export interface Member {
  readonly name: string
  readonly bytes: number
  /** To be read to its end before the next member is asked for. */
  readonly content: AsyncIterable<Uint8Array>
}

const ageBeginning = 'age-encryption.org/'

export async function isEncrypted(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(ageBeginning.length),
      0,
      ageBeginning.length,
      0,
    )
    return buffer.toString('latin1', 0, bytesRead) === ageBeginning
  } finally {
    await file.close()
  }
}

/**
 * @param identities for one that is encrypted.
 * @throws Error when it is no archive, is cut off or damaged, or none of the identities opens it.
 */
export async function* readArchive(
  path: string,
  identities: readonly string[],
): AsyncGenerator<Member, void> {
  let content: ReadableStream<Uint8Array> = streamOf(path)
  if (await isEncrypted(path)) {
    const decrypter = new Decrypter()
    for (const identity of identities) decrypter.addIdentity(identity)
    content = await decrypter.decrypt(content)
  }
  for await (const { header, body } of content.pipeThrough(createTarDecoder({ strict: true })))
    yield { name: header.name, bytes: header.size, content: body }
}

function streamOf(path: string): ReadableStream<Uint8Array> {
  // The types of Node and of browsers name the same stream twice.
  return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
}
