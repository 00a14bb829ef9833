/** The sentences that matter, as this version of the app words them, and what has been made of each. */
import * as v from 'valibot'
import { loadAccountGuide } from '../../../catalogue/assistance/account-guide.ts'
import { spokenLanguages } from '../../../catalogue/lists/spoken-languages.ts'
import { importedSentences } from '../../../catalogue/speech/imported-texts.ts'
import { spokenSentences, textNamespaces } from '../../../catalogue/speech/spoken-texts.ts'
import { type CataloguePack, cataloguePack, packContentLimitBytes } from '../../../contract/catalogue-pack.ts'
import type { VoiceSentence, VoiceWork } from '../../../contract/voices.ts'
import { apiUrl } from '../../../device/api-url.ts'
import type { Sentence } from '../../../domain/speech/sentence.ts'
import { decompress } from '../../../vault/compress.ts'
import { sha256 } from '../../../vault/encoding.ts'
import { textOf } from '../../../vault/text.ts'
import { files } from '../../i18n.ts'

/** First the languages' own names: what a speaker looks for on the first screen. */
export async function loadSentences(): Promise<readonly Sentence[]> {
  const [{ default: procedures }, { default: forms }, assistance, ...texts] = await Promise.all([
    import('virtual:catalogue/details'),
    import('virtual:catalogue/forms'),
    loadAccountGuide(),
    ...textNamespaces.map(async (name) => {
      const load = files[`../../locales/vi/${name}.json`]
      return [name, load === undefined ? {} : (await load()).default] as const
    }),
  ])
  const names = spokenLanguages
    .filter(({ tag }) => tag !== 'vi')
    .map(({ tag, name }) => ({ place: `language:${tag}`, text: name.vi }))
  const spoken = spokenSentences({
    locales: Object.fromEntries(texts),
    procedures: Object.values(procedures),
    forms: Object.values(forms),
    assistance,
  })
  return [...names, ...spoken]
}

/**
 * Those of guides that were imported, beyond what every build says; none where nothing is imported.
 *
 * @param sentences what is listed already
 * @returns null when the gateway cannot be asked.
 */
export async function loadImportedSentences(
  sentences: readonly Sentence[],
): Promise<readonly Sentence[] | null> {
  const pack = await read('api/v1/catalogue/manifest', async (response) => {
    const parsed = v.safeParse(cataloguePack, await response.json())
    return parsed.success ? parsed.output : null
  })
  if (pack === 'none') return []
  const text = pack === null ? null : await detailsOf(pack)
  if (text === null) return null
  const [{ default: handMade }, { linesOfText }] = await Promise.all([
    import('virtual:catalogue/details'),
    import('../../../catalogue/packs/lines.ts'),
  ])
  return importedSentences({
    details: linesOfText(text),
    handMade,
    known: new Set(sentences.map((sentence) => sentence.text)),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
  })
}

async function detailsOf({ details: { full, content } }: CataloguePack): Promise<string | null> {
  const zipped = await read(
    `api/v1/catalogue/files/${full.sha256}`,
    async (response) => new Uint8Array(await response.arrayBuffer()),
  )
  if (zipped === null || zipped === 'none') return null
  const bytes = await decompress(zipped, packContentLimitBytes)
  return (await sha256(bytes)) === content.sha256 ? textOf(bytes) : null
}

async function read<T>(path: string, use: (response: Response) => Promise<T>): Promise<T | 'none' | null> {
  try {
    const response = await fetch(apiUrl(path), { credentials: 'omit' })
    if (response.status === 404) return 'none'
    return response.ok ? await use(response) : null
  } catch (error) {
    // no network, or a page of a portal in the place of the answer
    if (error instanceof TypeError || error instanceof SyntaxError) return null
    throw error
  }
}

export type SentenceState = 'open' | 'waiting' | 'reviewed'

export interface WorkedSentence extends Sentence {
  readonly state: SentenceState
  /** Undefined while nobody has worked on it. */
  readonly work: VoiceSentence | undefined
  /** What was made of it while it read otherwise. */
  readonly former: VoiceSentence | undefined
}

/** Each sentence with its work. Names of other languages are left out. */
export function withWork(
  sentences: readonly Sentence[],
  { language, sentences: done }: VoiceWork,
): WorkedSentence[] {
  const bySource = new Map(done.map((each) => [each.source, each]))
  const current = new Set(sentences.map(({ text }) => text))
  const formerByPlace = new Map(
    done.filter(({ source }) => !current.has(source)).map((each) => [each.place, each]),
  )
  return sentences
    .filter(({ place }) => !place.startsWith('language:') || place === `language:${language}`)
    .map((sentence) => {
      const work = bySource.get(sentence.text)
      const isMade = work !== undefined && (work.recording !== null || work.translation !== null)
      return {
        ...sentence,
        work,
        state: !isMade ? 'open' : work.reviewedBy === null ? 'waiting' : 'reviewed',
        former: work === undefined ? formerByPlace.get(sentence.place) : undefined,
      }
    })
}
