/** Under which picture of the first screen a procedure belongs, by its official field and name. */
import { fold } from '../../domain/text/fold.ts'
import type { LifeEvent } from '../schema.ts'

/** The first that fits decides; names come before fields where both are looked at. */
const byName: readonly (readonly [LifeEvent, RegExp])[] = [
  ['birth', /khai sinh|nhan cha, me, con|nuoi con nuoi/],
  ['death', /khai tu|mai tang/],
  ['marriage', /ket hon|hon nhan/],
]
const civilStatus = /^ho tich|nuoi con nuoi/
const byField: readonly (readonly [LifeEvent, RegExp])[] = [
  ['residence', /cu tru/],
  ['identity', /can cuoc|dinh danh|xuat nhap canh/],
  ['certification', /^chung thuc/],
  ['land-housing', /^dat dai|^nha o|hoat dong xay dung/],
  ['business', /ho kinh doanh|thanh lap va hoat dong/],
  ['benefits', /bao tro xa hoi|nguoi co cong|giam ngheo|bao hiem (xa hoi|y te)|tre em/],
]

export function lifeEventOf(name: string, fields: readonly string[]): LifeEvent {
  const folded = fields.map(fold)
  if (folded.some((field) => civilStatus.test(field))) {
    const plain = fold(name)
    return byName.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other'
  }
  return byField.find(([, pattern]) => folded.some((field) => pattern.test(field)))?.[0] ?? 'other'
}
