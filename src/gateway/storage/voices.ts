/** Sentences in other voices and languages, with the number of their last change: two people never undo each other unseen. */
import type { Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { VoiceSentenceTable } from './tables/voices.ts'

export type StoredVoice = Selectable<VoiceSentenceTable>

export interface VoiceCounts {
  readonly language: string
  readonly translated: number
  readonly recorded: number
  readonly reviewed: number
}

export function voiceStore({ database }: Engine) {
  const ofSentence = (unit: string, language: string, sentence: string) =>
    database
      .selectFrom('voice_sentences')
      .selectAll()
      .where('unit', '=', unit)
      .where('language', '=', language)
      .where('sentence', '=', sentence)

  return {
    async counts(unit: string): Promise<VoiceCounts[]> {
      const rows = await database
        .selectFrom('voice_sentences')
        .select(({ fn }) => [
          'language',
          fn.count('translation').as('translated'),
          fn.count('recording').as('recorded'),
          fn.count('reviewed_by').as('reviewed'),
        ])
        .where('unit', '=', unit)
        .groupBy('language')
        .orderBy('language')
        .execute()
      return rows.map(({ language, ...counts }) => ({
        language,
        translated: Number(counts.translated),
        recorded: Number(counts.recorded),
        reviewed: Number(counts.reviewed),
      }))
    },

    sentences(unit: string, language: string): Promise<StoredVoice[]> {
      return database
        .selectFrom('voice_sentences')
        .selectAll()
        .where('unit', '=', unit)
        .where('language', '=', language)
        .orderBy('sentence')
        .execute()
    },

    find(unit: string, language: string, sentence: string): Promise<StoredVoice | undefined> {
      return ofSentence(unit, language, sentence).executeTakeFirst()
    },

    /** @returns whether a recording is still anybody's in the unit. */
    async isUsed(unit: string, recording: string): Promise<boolean> {
      const row = await database
        .selectFrom('voice_sentences')
        .select('sentence')
        .where('unit', '=', unit)
        .where('recording', '=', recording)
        .executeTakeFirst()
      return row !== undefined
    },

    /**
     * Writes what follows revision `row.revision - 1`; 1 is the first.
     * @returns false when somebody else has written meanwhile.
     */
    async save(row: StoredVoice): Promise<boolean> {
      const { unit, language, sentence, ...values } = row
      if (row.revision === 1) {
        const inserted = await database
          .insertInto('voice_sentences')
          .values(row)
          .onConflict((conflict) => conflict.columns(['unit', 'language', 'sentence']).doNothing())
          .executeTakeFirst()
        return inserted.numInsertedOrUpdatedRows === 1n
      }
      const updated = await database
        .updateTable('voice_sentences')
        .set(values)
        .where('unit', '=', unit)
        .where('language', '=', language)
        .where('sentence', '=', sentence)
        .where('revision', '=', row.revision - 1)
        .executeTakeFirst()
      return updated.numUpdatedRows === 1n
    },

    /** The signed manifest as JSON, and its number; undefined before the first publication. */
    manifest(unit: string): Promise<{ readonly version: number; readonly body: string } | undefined> {
      return database
        .selectFrom('voice_manifests')
        .select(['version', 'body'])
        .where('unit', '=', unit)
        .executeTakeFirst()
    },

    /** @param after the version that it takes the place of; null for the first. @returns false when it is another. */
    async publish(unit: string, version: number, body: string, after: number | null): Promise<boolean> {
      const written = await database
        .insertInto('voice_manifests')
        .values({ unit, version, body })
        .onConflict((conflict) =>
          conflict
            .column('unit')
            .doUpdateSet({ version, body })
            .where('voice_manifests.version', '=', after ?? 0),
        )
        .executeTakeFirst()
      return written.numInsertedOrUpdatedRows === 1n
    },
  }
}
