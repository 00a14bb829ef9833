import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseQuestion } from '../../../src/domain/guidance/cases.ts'
import { paperPictureOf } from '../../../src/domain/guidance/paper-picture.ts'
import { type ConditionalPaper, papersOf } from '../../../src/domain/guidance/papers.ts'
import { placeOf } from '../../../src/domain/guidance/place.ts'

const text = (vi: string) => ({ vi, en: vi })
const today = '2026-11-26'
const cases: readonly CaseQuestion[] = [
  {
    id: 'birthplace',
    question: text('Bé sinh ở đâu?'),
    options: [
      { value: 'facility', label: text('Ở bệnh viện') },
      { value: 'home', label: text('Ở nhà') },
    ],
  },
]
const atHome = { question: 'birthplace', is: 'home' } as const
const atFacility = { question: 'birthplace', is: 'facility' } as const

const papers: readonly ConditionalPaper[] = [
  { id: 'identity-document' },
  { id: 'attestation', appliesWhen: atFacility },
  { id: 'witness-statement', appliesWhen: atHome, condition: text('Có người làm chứng') },
  { id: 'undertaking', appliesWhen: atHome, alternativeGroup: 'birth' },
  { id: 'report', condition: text('Nếu có'), alternativeGroup: 'birth' },
  { id: 'proof-residence', condition: text('Khi không tra cứu được') },
]

const ids = (groups: readonly (readonly ConditionalPaper[])[]) =>
  groups.map((group) => group.map(({ id }) => id))
const papersWith = (answers: Record<string, string>) => {
  const { needed, depends } = papersOf(papers, { cases, answers, today })
  return { needed: ids(needed), depends: ids(depends) }
}

describe('papers', () => {
  test('that hang on an open question are not shown as needed', () => {
    expect(papersWith({})).toEqual({
      needed: [['identity-document']],
      depends: [['attestation'], ['witness-statement'], ['undertaking', 'report'], ['proof-residence']],
    })
  })

  test('that an answer rules out are gone, those it asks for are needed', () => {
    expect(papersWith({ birthplace: 'facility' })).toEqual({
      needed: [['identity-document'], ['attestation']],
      depends: [['report'], ['proof-residence']],
    })
  })

  test('that replace each other stay together when one of them is needed', () => {
    expect(papersWith({ birthplace: 'home' }).needed).toEqual([
      ['identity-document'],
      ['witness-statement'],
      ['undertaking', 'report'],
    ])
  })

  test('are never shown twice, whatever is answered', () => {
    fc.assert(
      fc.property(fc.constantFrom({}, { birthplace: 'home' }, { birthplace: 'facility' }), (answers) => {
        const shown = Object.values(papersWith(answers)).flat(2)
        expect(new Set(shown).size).toBe(shown.length)
      }),
    )
  })
})

describe('the picture of a paper', () => {
  test.each([
    ['identity-document', 'identity-card'],
    ['birth-registration-declaration', 'form'],
    ['birth-attestation-health-facility', 'certificate'],
    ['social-insurance-book', 'book'],
    ['letter-authorisation', 'contract'],
    ['photo-4x6-cm-white-background', 'photo'],
    ['two-sets-drawings', 'map'],
    ['something-else', 'other'],
  ] as const)('%s is a %s', (id, picture) => {
    expect(paperPictureOf(id)).toBe(picture)
  })
})

describe('the place', () => {
  const stated = {
    where: text('Xã'),
    whereVariants: [{ when: atHome, text: text('Công an xã') }],
  }
  test('is the usual one while the answers may still lead elsewhere, and says so', () => {
    expect(placeOf(stated, { cases, answers: {}, today })).toEqual({ text: text('Xã'), isOpen: true })
  })
  test('is that of the case once it is known', () => {
    expect(placeOf(stated, { cases, answers: { birthplace: 'home' }, today }).text.vi).toBe('Công an xã')
    expect(placeOf(stated, { cases, answers: { birthplace: 'facility' }, today })).toEqual({
      text: text('Xã'),
      isOpen: false,
    })
  })
})
