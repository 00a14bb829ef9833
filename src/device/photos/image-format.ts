/** Tells what a file is by its first bytes: names and declared types lie (bug case 24: HEIC renamed .jpg). */

export type ImageFormat =
  | { readonly kind: 'decodable'; readonly name: 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'avif' }
  /** A picture, but one that office computers and browsers do not open. */
  | { readonly kind: 'unsupported'; readonly name: 'heic' | 'tiff' | 'jpeg-xl' | 'jpeg-2000' | 'photoshop' }
  | { readonly kind: 'not-an-image' }

type Named = Exclude<ImageFormat, { kind: 'not-an-image' }>

interface Signature {
  readonly offset: number
  readonly bytes: readonly number[]
  readonly format: Named
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))

const signatures: readonly Signature[] = [
  { offset: 0, bytes: [0xff, 0xd8, 0xff], format: { kind: 'decodable', name: 'jpeg' } },
  { offset: 0, bytes: [0x89, ...ascii('PNG\r\n\x1a\n')], format: { kind: 'decodable', name: 'png' } },
  { offset: 0, bytes: ascii('GIF87a'), format: { kind: 'decodable', name: 'gif' } },
  { offset: 0, bytes: ascii('GIF89a'), format: { kind: 'decodable', name: 'gif' } },
  { offset: 8, bytes: ascii('WEBP'), format: { kind: 'decodable', name: 'webp' } },
  { offset: 0, bytes: [...ascii('II'), 0x2a, 0], format: { kind: 'unsupported', name: 'tiff' } },
  { offset: 0, bytes: [...ascii('MM'), 0, 0x2a], format: { kind: 'unsupported', name: 'tiff' } },
  { offset: 0, bytes: [0xff, 0x0a], format: { kind: 'unsupported', name: 'jpeg-xl' } },
  { offset: 4, bytes: ascii('JXL '), format: { kind: 'unsupported', name: 'jpeg-xl' } },
  { offset: 4, bytes: ascii('jP  '), format: { kind: 'unsupported', name: 'jpeg-2000' } },
  { offset: 0, bytes: ascii('8BPS'), format: { kind: 'unsupported', name: 'photoshop' } },
]

/** ISO base media brands (ISO/IEC 23008-12, AV1 image format). `mif1` alone says only "some coded image". */
const avifBrands = ['avif', 'avis']
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']

/** `bytes` is the file or at least its first 64 bytes. */
export function imageFormat(bytes: Uint8Array): ImageFormat {
  const found = signatures.find(({ offset, bytes: wanted }) =>
    wanted.every((byte, index) => bytes[offset + index] === byte),
  )
  if (found !== undefined) return found.format
  if (isBitmap(bytes)) return { kind: 'decodable', name: 'bmp' }
  const brands = isoBrands(bytes)
  if (brands.some((brand) => avifBrands.includes(brand))) return { kind: 'decodable', name: 'avif' }
  if (brands.some((brand) => heicBrands.includes(brand))) return { kind: 'unsupported', name: 'heic' }
  return { kind: 'not-an-image' }
}

/** "BM" alone is too little: a text may begin with it. The size of the second header must be a known one. */
function isBitmap(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x42 &&
    bytes[1] === 0x4d &&
    bytes.length >= 26 &&
    [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) &&
    bytes[15] === 0
  )
}

/** Major and compatible brands of an ISO base media file; none when it is not one. */
function isoBrands(bytes: Uint8Array): string[] {
  if (text(bytes, 4) !== 'ftyp') return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = Math.min(view.getUint32(0), bytes.length)
  const brands: string[] = []
  // The four bytes after the major brand are its minor version.
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(text(bytes, at))
  return brands
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
