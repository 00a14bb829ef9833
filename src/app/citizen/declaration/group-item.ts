/** One item of a group as the screens show it. */
import type { FieldValue, GroupItem, GroupQuestion } from '../../../domain/form/definition.ts'

/** What a new item starts with. It is kept from the first answer on, so that nobody has to take back an empty one. */
export function newItem(group: GroupQuestion): GroupItem {
  const item: Record<string, FieldValue> = {}
  for (const { id, initial } of group.questions) if (initial !== undefined) item[id] = initial
  return item
}

/** The name of whoever the item is about, as typed; empty where there is none yet. */
export function itemName(group: GroupQuestion, item: GroupItem): string {
  const naming = group.questions.find(({ type }) => type === 'name') ?? group.questions[0]
  const name = naming?.type === 'name' || naming?.type === 'text' ? item[naming.id] : undefined
  return typeof name === 'string' ? name : ''
}
