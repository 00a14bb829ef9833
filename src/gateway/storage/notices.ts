/** Notices of units; those that are over stay, for who asks what people were told. */
import type { NewNotice, Notice } from '../../contract/notices.ts'
import type { Engine } from './engine.ts'

const shownLimit = 100

export function noticeStore({ database }: Engine) {
  return {
    /** @param units the unit and those above it. @param today `YYYY-MM-DD`: what is over by then is left out. */
    async of(
      units: readonly string[],
      today: string,
      audiences: readonly Notice['audience'][],
    ): Promise<readonly (Notice & { readonly unit: string })[]> {
      const rows = await database
        .selectFrom('notices')
        .innerJoin('units', 'units.code', 'notices.unit')
        .selectAll('notices')
        .select('units.name')
        .where('notices.unit', 'in', [...units])
        .where('until_day', '>=', today)
        .where('audience', 'in', [...audiences])
        .orderBy('reading_order')
        .orderBy('from_day', 'desc')
        .orderBy('id')
        .limit(shownLimit)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        unit: row.unit,
        unitName: row.name,
        kind: row.kind,
        audience: row.audience,
        procedure: row.procedure,
        from: row.from_day,
        until: row.until_day,
        order: row.reading_order,
        vi: { title: row.title_vi, text: row.text_vi },
        en: row.title_en === null || row.text_en === null ? null : { title: row.title_en, text: row.text_en },
      }))
    },

    async add(
      unit: string,
      { kind, audience, procedure, from, until, order, vi, en, id }: NewNotice & { readonly id: string },
      created: { readonly by: string; readonly at: string },
    ): Promise<void> {
      await database
        .insertInto('notices')
        .values({
          id,
          unit,
          kind,
          audience,
          procedure,
          from_day: from,
          until_day: until,
          reading_order: order,
          title_vi: vi.title,
          text_vi: vi.text,
          title_en: en?.title ?? null,
          text_en: en?.text ?? null,
          created_by: created.by,
          created_at: created.at,
        })
        .execute()
    },

    /** @returns false when the unit has none of this id. */
    async remove(unit: string, id: string): Promise<boolean> {
      const result = await database
        .deleteFrom('notices')
        .where('unit', '=', unit)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows === 1n
    },
  }
}
