/** The sentences that matter, as this version of the app words them, and what has been made of each. */
import { spokenLanguages } from '../../../catalogue/lists/spoken-languages.ts'
import { spokenNamespaces, spokenSentences } from '../../../catalogue/speech/spoken-texts.ts'
import type { VoiceSentence, VoiceWork } from '../../../contract/voices.ts'
import type { Sentence } from '../../../domain/speech/sentence.ts'
import { files } from '../../i18n.ts'

/** First the languages' own names: what a speaker looks for on the first screen. */
export async function loadSentences(): Promise<readonly Sentence[]> {
  const [{ default: procedures }, { default: forms }, ...texts] = await Promise.all([
    import('virtual:catalogue/details'),
    import('virtual:catalogue/forms'),
    ...spokenNamespaces.map(async (name) => {
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
  })
  return [...names, ...spoken]
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
