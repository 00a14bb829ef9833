import { describe, expect, test } from 'vitest'
import { imageFormat } from '../../../src/device/photos/image-format.ts'
import { imageSize } from '../../../src/device/photos/image-size.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  )
const zeros = (count: number): number[] => new Array<number>(count).fill(0)
const isoMedia = (...brands: string[]) =>
  bytes([0, 0, 0, 8 + 4 * (brands.length + 1)], 'ftyp', ...brands.slice(0, 1), zeros(4), ...brands.slice(1))

describe('a file is known by its bytes, whatever it is called', () => {
  const cases: [what: string, content: Uint8Array, kind: string, name?: string][] = [
    ['a JPEG with EXIF', bytes([0xff, 0xd8, 0xff, 0xe1, 0, 16], 'Exif'), 'decodable', 'jpeg'],
    ['a PNG', bytes([0x89], 'PNG\r\n\x1a\n', zeros(20)), 'decodable', 'png'],
    ['a GIF', bytes('GIF89a', zeros(10)), 'decodable', 'gif'],
    ['a WebP', bytes('RIFF', zeros(4), 'WEBPVP8 '), 'decodable', 'webp'],
    ['a bitmap', bytes('BM', zeros(12), [40, 0, 0, 0], zeros(20)), 'decodable', 'bmp'],
    ['an AVIF', isoMedia('avif', 'mif1', 'miaf'), 'decodable', 'avif'],
    ['an AVIF that only lists its brand', isoMedia('mif1', 'avif'), 'decodable', 'avif'],
    [
      'a HEIC photo of an iPhone, also when renamed .jpg',
      isoMedia('heic', 'mif1', 'heic'),
      'unsupported',
      'heic',
    ],
    ['a HEIC sequence', isoMedia('hevc', 'msf1'), 'unsupported', 'heic'],
    ['a HEIF with the general brand only', isoMedia('mif1'), 'unsupported', 'heic'],
    ['a little-endian TIFF', bytes('II', [0x2a, 0], zeros(8)), 'unsupported', 'tiff'],
    ['a big-endian TIFF', bytes('MM', [0, 0x2a], zeros(8)), 'unsupported', 'tiff'],
    ['a JPEG XL', bytes([0, 0, 0, 12], 'JXL ', zeros(8)), 'unsupported', 'jpeg-xl'],
    ['a PDF', bytes('%PDF-1.7\n'), 'not-an-image'],
    ['a video', isoMedia('isom', 'mp41'), 'not-an-image'],
    ['a text that begins like a bitmap', bytes('BM cũ của xã, xem lại trang sau nhé'), 'not-an-image'],
    ['a web page', bytes('<!doctype html><html>'), 'not-an-image'],
    ['an SVG, which may carry scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), 'not-an-image'],
    ['an empty file', bytes(), 'not-an-image'],
    ['two bytes', bytes([0xff, 0xd8]), 'not-an-image'],
  ]
  test.each(cases)('%s', (_what, content, kind, name) => {
    expect(imageFormat(content)).toEqual(name === undefined ? { kind } : { kind, name })
  })
})

describe('the size is read from the header, before anything is decoded', () => {
  test('a JPEG, past its EXIF block and padding', () => {
    const exif = [0xff, 0xe1, 0, 6, 1, 2, 3, 4]
    const frame = [0xff, 0xff, 0xc2, 0, 17, 8, 0x0d, 0xb4, 0x09, 0xb0]
    expect(imageSize('jpeg', bytes([0xff, 0xd8], exif, frame, zeros(8)))).toEqual({
      widthPx: 2480,
      heightPx: 3508,
    })
  })
  test('a PNG that claims to be huge', () => {
    const header = bytes([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 1, 0, 0, 0, 2, 0, 0])
    expect(imageSize('png', header)).toEqual({ widthPx: 65_536, heightPx: 131_072 })
  })
  test('a WebP of each kind', () => {
    const lossy = bytes('RIFF', zeros(4), 'WEBPVP8 ', zeros(10), [0x80, 0x02, 0xe0, 0x01])
    const lossless = bytes('RIFF', zeros(4), 'WEBPVP8L', zeros(4), [0x2f, 0x7f, 0xc2, 0x77, 0])
    const extended = bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [0x7f, 0x02, 0, 0xdf, 0x01, 0])
    for (const file of [lossy, lossless, extended]) {
      expect(imageSize('webp', file)).toEqual({ widthPx: 640, heightPx: 480 })
    }
  })
  test('a bitmap stored from top to bottom', () => {
    const file = bytes('BM', zeros(12), [40, 0, 0, 0, 16, 0, 0, 0], [0xf8, 0xff, 0xff, 0xff])
    expect(imageSize('bmp', file)).toEqual({ widthPx: 16, heightPx: 8 })
  })
  test('an AVIF by its largest extent', () => {
    const tile = bytes([0, 0, 0, 20], 'ispe', zeros(4), [0, 0, 2, 0, 0, 0, 2, 0])
    const whole = bytes([0, 0, 0, 20], 'ispe', zeros(4), [0, 0, 4, 0, 0, 0, 2, 0])
    expect(imageSize('avif', bytes([...tile], [...whole], zeros(20)))).toEqual({
      widthPx: 1024,
      heightPx: 512,
    })
  })
  test('a header that is cut off says nothing', () => {
    expect(imageSize('png', bytes([0x89], 'PNG'))).toBeUndefined()
    expect(imageSize('jpeg', bytes([0xff, 0xd8, 0xff, 0xe1, 0, 200]))).toBeUndefined()
  })
})
