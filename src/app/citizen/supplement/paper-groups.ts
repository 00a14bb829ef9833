/** Which papers may be photographed for a dossier: those asked for, else those of its procedure; always another one. */
import type { Procedure } from '../../../catalogue/schema.ts'
import type { SupplementDraft } from '../../../device/drafts.ts'
import { askedKey } from '../../../device/supplement.ts'
import type { Language } from '../../i18n.ts'
import type { Paper } from '../declaration/papers/paper-card.tsx'
import { papersOf } from '../declaration/places.ts'

export interface PaperGroup {
  readonly name: 'asked' | 'procedure' | 'other'
  readonly papers: readonly Paper[]
}

export function paperGroups(
  { asked }: SupplementDraft,
  procedure: Procedure | undefined,
  language: Language,
  other: Pick<Paper, 'name' | 'note'>,
): readonly PaperGroup[] {
  const componentOf = (id: string | null) => procedure?.components.find((component) => component.id === id)
  const groups: readonly PaperGroup[] = [
    {
      name: 'asked',
      papers: (asked?.papers ?? []).flatMap(({ component, name }, index) => {
        const known = componentOf(component)
        // Identity cards are not photographed (rules.md §9), also when one is asked for.
        if (known?.photograph === false) return []
        return [{ id: askedKey(index), name: language === 'vi' ? name : (known?.name[language] ?? name) }]
      }),
    },
    {
      name: 'procedure',
      papers:
        procedure === undefined || (asked !== null && asked.papers.length > 0)
          ? []
          : papersOf(procedure).map(({ id, name, condition, note }) => ({
              id,
              name: name[language],
              condition: condition?.[language],
              note: note?.[language],
            })),
    },
  ]
  const named = groups.filter(({ papers }) => papers.length > 0)
  const last: Paper = { id: 'other', name: other.name, note: named.length > 0 ? other.note : undefined }
  return [...named, { name: 'other', papers: [last] }]
}
