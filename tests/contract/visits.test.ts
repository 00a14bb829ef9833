import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { assistedBy } from '../../src/contract/payload.ts'
import { villageName, visitPayload } from '../../src/contract/visits.ts'

const visit = {
  visit: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  place: { province: '15', commune: '02647', village: 'Séo Pờ Hồ' },
  purpose: 'dossiers',
  beganAt: '2026-11-25T01:00:00.000Z',
  endedAt: '2026-11-25T04:00:00.000Z',
  helped: [{ service: 'dossier', difficulty: 'none', people: 3 }],
}

describe('a visit', () => {
  test('has no place for anything about a person', () => {
    expect(v.is(visitPayload, visit)).toBe(true)
    for (const more of [{ name: 'Giàng A Páo' }, { note: 'đã giúp anh Páo' }, { phone: '0912345678' }]) {
      expect(v.is(visitPayload, { ...visit, ...more })).toBe(false)
      expect(v.is(visitPayload, { ...visit, helped: [{ ...visit.helped[0], ...more }] })).toBe(false)
      expect(v.is(visitPayload, { ...visit, place: { ...visit.place, ...more } })).toBe(false)
    }
  })

  test.each([0, -1, 1.5, 501])('does not count %d people at once', (people) => {
    const helped = [{ service: 'dossier', difficulty: 'none', people }]
    expect(v.is(visitPayload, { ...visit, helped })).toBe(false)
  })

  test.each(['Tổ dân phố 4', 'Séo Pờ Hồ', 'Bản Phiêng Cúm 2', 'Ea H’Leo', 'Nậm Pung/Tả Lé'])(
    'goes to %s',
    (village) => expect(v.is(villageName, village)).toBe(true),
  )

  test.each(['', ' ', '0912345678', 'gọi 0912 345678', 'a@b.vn', 'thôn\n2', 'x'.repeat(61)])(
    'does not go to “%s”',
    (village) => expect(v.is(villageName, village)).toBe(false),
  )
})

describe('a citizen’s consent to help', () => {
  const given = { role: 'team', givenAt: '2026-11-25T01:00:00.000Z' }

  test('is one of three, each with what proves it', () => {
    for (const consent of [
      { kind: 'spoken', heardBy: 'Vàng Thị Dợ' },
      { kind: 'signed', signature: 'M10 10L20 20' },
      { kind: 'thumb-mark', witness: 'Lù A Sử' },
    ])
      expect(v.is(assistedBy, { ...given, consent })).toBe(true)
    for (const consent of [
      { kind: 'spoken' },
      { kind: 'spoken', heardBy: '' },
      { kind: 'signed', signature: 'Vàng Thị Dợ' },
      { kind: 'thumb-mark', heardBy: 'Lù A Sử' },
      { kind: 'assumed' },
    ])
      expect(v.is(assistedBy, { ...given, consent })).toBe(false)
  })
})
