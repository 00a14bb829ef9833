/** What a device says of procedures that were imported from official records: those that the commune itself handles. */
import { type Sentence, type SentenceSource, sentencesOf } from '../../domain/speech/sentence.ts'
import { withOfficialRecord } from '../importing/hand-made.ts'
import { plainGuide } from '../importing/plain-guide.ts'
import { type Lines, recordIn } from '../packs/lines.ts'
import type { Procedure } from '../schema.ts'

/** A whole article of a law is read, not recorded; the gateway takes no longer one. */
const longestSentence = 4000
const sliceSize = 50

interface ImportedTexts {
  /** Details of a catalogue pack. */
  readonly details: Lines
  /** Procedures that every build carries, by code: the record adds to them. */
  readonly handMade: Readonly<Record<string, Procedure>>
  /** Wordings that are listed already (`spokenSentences`). */
  readonly known: ReadonlySet<string>
  /** Awaited now and then: thousands of guides are made. */
  readonly pause: () => Promise<void>
}

/** All names first, which lists and search show; then guide by guide. */
export async function importedSentences({
  details,
  handMade,
  known,
  pause,
}: ImportedTexts): Promise<readonly Sentence[]> {
  const names: SentenceSource[] = []
  const guides: SentenceSource[] = []
  let made = 0
  for (const [code, line] of details) {
    made += 1
    if (made % sliceSize === 0) await pause()
    const packed = recordIn(line)
    if (packed === undefined) continue
    const { procedure: official } = plainGuide(packed.record, packed.takenOn)
    const ours = handMade[code]
    const procedure = ours === undefined ? official : withOfficialRecord(ours, official)
    if (procedure.level !== 'commune' && !procedure.alsoLevels.includes('commune')) continue
    const { plainName } = procedure
    names.push({ name: `imported:${code}`, tree: { plainName }, isContent: true })
    guides.push({ name: `imported:${code}`, tree: procedure, isContent: true })
  }
  return sentencesOf([...names, ...guides]).filter(
    ({ text }) => !known.has(text) && text.length <= longestSentence,
  )
}
