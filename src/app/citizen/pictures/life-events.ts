import type { LifeEvent } from '../../../catalogue/schema.ts'

/** The tiles in the order of a life; a table, so that the compiler notices a missing one. */
const order = {
  birth: 1,
  marriage: 2,
  death: 3,
  residence: 4,
  'land-housing': 5,
  business: 6,
  benefits: 7,
  certification: 8,
  identity: 9,
  other: 10,
} satisfies Record<LifeEvent, number>

export const lifeEvents: readonly LifeEvent[] = Object.keys(order).filter(isLifeEvent)

/** For the part of an address that names a life event. */
export function isLifeEvent(text: string): text is LifeEvent {
  return Object.hasOwn(order, text)
}
