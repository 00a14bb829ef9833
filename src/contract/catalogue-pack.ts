/**
 * A catalogue pack: the procedures of one province at one moment, in two parts that are transferred zipped (raw DEFLATE).
 * The manifest is signed and names every file by digest, so that files may come from anywhere, and from a stick.
 */
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** SHA-256, base64url. */
const digest = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
/** Seconds since 1970 at which it was made: still rises after a gateway was put back from a backup. */
const version = v.pipe(v.number(), v.integer(), v.minValue(1))

export const packFile = v.strictObject({ sha256: digest, bytes: count })
export type PackFile = v.InferOutput<typeof packFile>

const packPart = v.strictObject({
  /** The unzipped lines, whichever way they came. */
  content: packFile,
  full: packFile,
  /** What has changed since an earlier version; none for versions that are too old. */
  deltas: v.array(v.strictObject({ from: version, ...packFile.entries })),
})
export type PackPart = v.InferOutput<typeof packPart>

export const packParts = ['list', 'details'] as const
export type PackPartName = (typeof packParts)[number]

const unsignedPack = v.strictObject({
  format: v.literal('motcua-catalogue'),
  formatVersion: v.literal(1),
  gatewayId: v.string(),
  /** Two-digit code: procedures of other provinces are left out. */
  province: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  version,
  /** When the official records that it was made of were imported, RFC 3339. */
  importedAt: v.pipe(v.string(), v.isoTimestamp()),
  procedures: count,
  /** What lists and search need of each procedure. */
  list: packPart,
  /** The official record behind each guide. */
  details: packPart,
  keyId: v.string(),
})
export type UnsignedPack = v.InferOutput<typeof unsignedPack>

/** Signed over the RFC 8785 bytes of the rest, by one of the gateway's verification keys. */
export const cataloguePack = v.strictObject({ ...unsignedPack.entries, signature: v.string() })
export type CataloguePack = v.InferOutput<typeof cataloguePack>

/** Far more than every procedure of the country needs; what unfolds to more is not a pack. */
export const packContentLimitBytes = 200_000_000
/** Of the first line of a pack in one file, with its line break: the manifest; then the full parts, the list first. */
export const packManifestLimitBytes = 64_000

/** What a browser calls the file, and what people look for on a stick. */
export function packFileName({
  province,
  version: number,
}: Pick<CataloguePack, 'province' | 'version'>): string {
  return `motcua-danh-muc-${province}-${number}.motcua-catalogue`
}
