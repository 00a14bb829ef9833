/** The address of a card, printed with the units of its day, as an answer with the units of today. */

import { findTodaysUnits } from '../../../../catalogue/places/former-address.ts'
import { loadPlaces } from '../../../../catalogue/places/places.ts'
import type { AddressAnswer } from '../../../../domain/form/definition.ts'

export interface CardAddress {
  /** Best first. */
  readonly options: readonly AddressAnswer[]
  /** There is one, and as far as the text goes it is right. */
  readonly isCertain: boolean
  /** Word for word, for when no option is right. */
  readonly asPrinted: AddressAnswer
}

/** More than any former unit was split into, and than anybody reads. */
const optionsAtMost = 8

export async function findCardAddress(printed: string): Promise<CardAddress> {
  const matches = findTodaysUnits(printed, await loadPlaces())
  return {
    options: matches.slice(0, optionsAtMost).map(({ commune, province, formerly, detail }) => ({
      province: province.code,
      commune: commune.code,
      detail,
      ...(formerly === undefined ? {} : { formerly }),
    })),
    isCertain: matches.length === 1 && matches[0]?.isPart === false,
    asPrinted: { province: '', commune: '', detail: printed },
  }
}
