/**
 * The sRGB colour space as an ICC profile (ICC.1:2004-10, version 4.2, the newest that PDF 1.7 knows): what a PDF/A
 * names as the meaning of its colours. Matrix and curve are those of IEC 61966-2-1, adapted to D50.
 */
const d50 = [0.9642, 1, 0.8249] as const
const primaries = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const
/** Bradford, from D65. */
const adaptation = [
  1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
] as const
/** Y = (aX + b)^g above d, else cX. */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] as const

const headerBytes = 128

export function srgbProfile(): Uint8Array<ArrayBuffer> {
  const curveTag = tag('para', (data) => {
    data.setUint16(8, 3)
    curve.forEach((value, index) => {
      fixed(data, 12 + 4 * index, value)
    })
    return 12 + 4 * curve.length
  })
  const tags: (readonly [string, Uint8Array])[] = [
    ['desc', text('sRGB IEC61966-2.1')],
    ['cprt', text('CC0')],
    ['wtpt', numbers('XYZ ', d50)],
    ['chad', numbers('sf32', adaptation)],
    ...Object.entries(primaries).map(([name, xyz]) => [name, numbers('XYZ ', xyz)] as const),
    ['rTRC', curveTag],
    ['gTRC', curveTag],
    ['bTRC', curveTag],
  ]
  const tableBytes = 4 + 12 * tags.length
  const length = tags.reduce((sum, [, content]) => sum + content.length, headerBytes + tableBytes)
  const profile = new Uint8Array(length)
  const data = new DataView(profile.buffer)
  writeHeader(data, length)
  data.setUint32(headerBytes, tags.length)
  let at = headerBytes + tableBytes
  tags.forEach(([name, content], index) => {
    const entry = headerBytes + 4 + 12 * index
    ascii(data, entry, name)
    data.setUint32(entry + 4, at)
    data.setUint32(entry + 8, content.length)
    profile.set(content, at)
    at += content.length
  })
  return profile
}

function writeHeader(data: DataView, length: number): void {
  data.setUint32(0, length)
  data.setUint32(8, 0x04200000)
  ascii(data, 12, 'mntrRGB XYZ ')
  // A date that the profile always has: the same bytes each time.
  ;[2026, 1, 1, 0, 0, 0].forEach((value, index) => {
    data.setUint16(24 + 2 * index, value)
  })
  ascii(data, 36, 'acsp')
  d50.forEach((value, index) => {
    fixed(data, 68 + 4 * index, value)
  })
}

function tag(type: string, write: (data: DataView) => number): Uint8Array {
  const bytes = new Uint8Array(128)
  const data = new DataView(bytes.buffer)
  ascii(data, 0, type)
  // Tags begin at multiples of four.
  return bytes.subarray(0, Math.ceil(write(data) / 4) * 4)
}

function numbers(type: string, values: readonly number[]): Uint8Array {
  return tag(type, (data) => {
    values.forEach((value, index) => {
      fixed(data, 8 + 4 * index, value)
    })
    return 8 + 4 * values.length
  })
}

/** One English text, UTF-16. */
function text(words: string): Uint8Array {
  return tag('mluc', (data) => {
    data.setUint32(8, 1)
    data.setUint32(12, 12)
    ascii(data, 16, 'enUS')
    data.setUint32(20, 2 * words.length)
    data.setUint32(24, 28)
    for (let index = 0; index < words.length; index++) data.setUint16(28 + 2 * index, words.charCodeAt(index))
    return 28 + 2 * words.length
  })
}

function ascii(data: DataView, at: number, words: string): void {
  for (let index = 0; index < words.length; index++) data.setUint8(at + index, words.charCodeAt(index))
}

/** s15Fixed16Number */
function fixed(data: DataView, at: number, value: number): void {
  data.setInt32(at, Math.round(value * 65_536))
}
