/** Which small picture stands for a paper: people who read little look for its shape. */

export const paperPictures = [
  'form',
  'certificate',
  'identity-card',
  'book',
  'contract',
  'photo',
  'map',
  'other',
] as const
export type PaperPicture = (typeof paperPictures)[number]

/** Words of the ids in the catalogue; the first that fits decides. */
const words: readonly (readonly [PaperPicture, RegExp])[] = [
  ['photo', /^photo|photos?$|(^|-)photo(s|-4x6)/],
  ['map', /map|drawing|cadastral|measurement|survey|(^|-)plan(s|$)|design/],
  ['identity-card', /identity|(^|-)id(-|$)|id-card|passport|personal-id|account/],
  ['book', /book|insurance/],
  [
    'contract',
    /contract|authorisation|agreement|consent|undertaking|commitment|transaction|will$|loan|minutes/,
  ],
  ['form', /declaration|form$|form-|application|request|notice$|petition|questionnaire/],
  [
    'certificate',
    /certificate|attestation|confirmation|decision|licen[cs]e|copy|copies|extract|notice|proof|paper|record|result/,
  ],
]

/** @param id of the paper in its procedure, in kebab-case. */
export function paperPictureOf(id: string): PaperPicture {
  return words.find(([, pattern]) => pattern.test(id))?.[0] ?? 'other'
}
