import { describe, expect, test } from 'vitest'
import { loadAccountGuide } from '../../../src/catalogue/assistance/account-guide.ts'
import { adviseOn, factsThatCount, nextQuestion } from '../../../src/domain/assistance/advise.ts'
import type { Facts } from '../../../src/domain/assistance/guide.ts'

const guide = await loadAccountGuide()

interface Situation {
  readonly who: string
  readonly facts: Facts
  readonly need: string
  readonly account: string
  /** In this order, all of them. */
  readonly steps: readonly string[]
  readonly bring: readonly string[]
}

const situations: readonly Situation[] = [
  {
    who: 'a farmer with a valid card, a smartphone and his own SIM has no account',
    facts: { who: 'self', need: 'new', card: 'valid', phone: 'smart', sim: 'own' },
    need: 'new-account',
    account: 'level-2',
    steps: ['level-1-now', 'level-2-visit', 'activate'],
    bring: ['card', 'own-phone'],
  },
  {
    who: 'a grandmother whose SIM is in her son’s name has no account',
    facts: { who: 'self', need: 'new', card: 'valid', phone: 'smart', sim: 'other' },
    need: 'new-account',
    account: 'level-2',
    steps: ['own-sim', 'level-2-visit', 'activate'],
    bring: ['card', 'own-phone'],
  },
  {
    who: 'a man whose card has expired wants an account',
    facts: { who: 'self', need: 'new', card: 'expired', phone: 'smart', sim: 'own' },
    need: 'new-account',
    account: 'level-2',
    steps: ['new-card', 'activate'],
    bring: ['card-if-any', 'own-phone'],
  },
  {
    who: 'a woman who lost her card and has a SIM of unknown owner',
    facts: { who: 'self', need: 'new', card: 'none', phone: 'smart', sim: 'unsure' },
    need: 'new-account',
    account: 'level-2',
    steps: ['check-sim', 'new-card', 'activate'],
    bring: ['card-if-any', 'own-phone'],
  },
  {
    who: 'an old man without any phone',
    facts: { who: 'self', need: 'new', card: 'valid', phone: 'none' },
    need: 'new-account',
    account: 'level-2',
    steps: ['own-sim', 'level-2-visit', 'activate-no-app', 'file-at-desk'],
    bring: ['card', 'sim-number'],
  },
  {
    who: 'a woman with a keypad phone of her own',
    facts: { who: 'self', need: 'new', card: 'valid', phone: 'basic', sim: 'own' },
    need: 'new-account',
    account: 'level-2',
    steps: ['level-2-visit', 'activate-no-app', 'file-at-desk'],
    bring: ['card', 'own-phone'],
  },
  {
    who: 'a student with level 1 needs level 2',
    facts: { who: 'self', need: 'raise', card: 'valid', phone: 'smart', sim: 'own' },
    need: 'raise-level',
    account: 'level-2',
    steps: ['level-2-visit', 'activate'],
    bring: ['card', 'own-phone'],
  },
  {
    who: 'a shopkeeper with level 2 wants to sign in to the portal',
    facts: { who: 'self', need: 'portal', level: '2', phone: 'smart' },
    need: 'portal',
    account: 'existing',
    steps: ['file-at-desk', 'portal-sign-in', 'portal-out'],
    bring: ['device-here'],
  },
  {
    who: 'a person with an old account of the portal and no VNeID',
    facts: { who: 'self', need: 'portal', level: 'none', card: 'valid', phone: 'smart', sim: 'own' },
    need: 'portal',
    account: 'level-2',
    steps: ['level-2-visit', 'activate', 'file-at-desk'],
    bring: ['card', 'own-phone'],
  },
  {
    who: 'a person with level 2 whose only phone has keys',
    facts: { who: 'self', need: 'portal', level: '2', phone: 'basic' },
    need: 'portal',
    account: 'existing',
    steps: ['file-at-desk', 'portal-no-phone'],
    bring: [],
  },
  {
    who: 'somebody who forgot the passcode',
    facts: { who: 'self', need: 'lost-passcode' },
    need: 'lost-passcode',
    account: 'existing',
    steps: ['passcode-app', 'password-app', 'passcode-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody who bought a new phone',
    facts: { who: 'self', need: 'new-phone', hand: 'kept' },
    need: 'new-phone',
    account: 'existing',
    steps: ['new-phone-app', 'new-phone-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody whose phone was stolen locks the account before all else',
    facts: { who: 'self', need: 'new-phone', hand: 'lost' },
    need: 'new-phone',
    account: 'existing',
    steps: ['lock-account', 'new-phone-app', 'new-phone-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody with another number',
    facts: { who: 'self', need: 'changed-sim', number: 'new' },
    need: 'changed-sim',
    account: 'existing',
    steps: ['sim-new', 'sim-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody with a new SIM for the same number',
    facts: { who: 'self', need: 'changed-sim', number: 'same' },
    need: 'changed-sim',
    account: 'existing',
    steps: ['sim-same', 'sim-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody whose account is blocked',
    facts: { who: 'self', need: 'blocked' },
    need: 'blocked',
    account: 'existing',
    steps: ['file-at-desk', 'blocked-police'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody who was approved three days ago',
    facts: { who: 'self', need: 'late-activation', received: 'within-7' },
    need: 'late-activation',
    account: 'existing',
    steps: ['activate-now'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody who missed the seven days',
    facts: { who: 'self', need: 'late-activation', received: 'later' },
    need: 'late-activation',
    account: 'existing',
    steps: ['activate-hotline'],
    bring: ['card-self', 'phone-self'],
  },
  {
    who: 'somebody whose address is that of before the merger',
    facts: { who: 'self', need: 'mismatch' },
    need: 'mismatch',
    account: 'existing',
    steps: ['file-at-desk', 'mismatch-police', 'mismatch-merger'],
    bring: ['card-self', 'proof'],
  },
  {
    who: 'a mother with level 2 and a girl of ten with a card',
    facts: { who: 'child-6-13', 'child-need': 'new', card: 'valid', guardian: 'yes' },
    need: 'child',
    account: 'level-2',
    steps: ['child-6-13'],
    bring: ['child-card', 'guardian-phone', 'guardian-card', 'child-self'],
  },
  {
    who: 'a father without an account and a boy of four without a card',
    facts: { who: 'child-under-6', 'child-need': 'new', card: 'none', guardian: 'no' },
    need: 'child',
    account: 'level-1',
    steps: ['guardian-first', 'child-card-first', 'child-under-6'],
    bring: ['child-card', 'guardian-phone', 'guardian-card'],
  },
  {
    who: 'a guardian and a person in care who cannot travel',
    facts: { who: 'dependent', 'child-need': 'new', card: 'valid', guardian: 'yes' },
    need: 'dependent',
    account: 'level-2',
    steps: ['dependent', 'dependent-home'],
    bring: ['child-card', 'guardian-phone', 'guardian-card', 'relation', 'child-self'],
  },
]

describe('the account assistant', () => {
  test.each(situations)('$who', ({ facts, need, account, steps, bring }) => {
    expect(factsThatCount(guide, facts)).toEqual(facts)
    const advice = adviseOn(guide, facts)
    expect(advice).toMatchObject({ need, account })
    expect(advice?.steps.map(({ id }) => id)).toEqual(steps)
    expect(advice?.bring.map(({ id }) => id)).toEqual(bring)
  })

  /** Every way through the questions. */
  function allWays(facts: Facts = {}): readonly Facts[] {
    const question = nextQuestion(guide, facts)
    if (question === null) return [facts]
    return question.options.flatMap(({ value }) => allWays({ ...facts, [question.id]: value }))
  }

  test('every way through the questions ends with advice, after six questions at most', () => {
    const ways = allWays()
    expect(ways.length).toBeGreaterThan(60)
    for (const facts of ways) {
      expect(Object.keys(facts).length).toBeLessThanOrEqual(6)
      expect(adviseOn(guide, facts)?.steps.length).toBeGreaterThan(0)
    }
  })

  test('every step and every thing to bring is reached by some way, and every need can be recorded', () => {
    const advice = allWays().flatMap((facts) => adviseOn(guide, facts) ?? [])
    const stepIds = new Set(advice.flatMap(({ steps }) => steps.map(({ id }) => id)))
    const bringIds = new Set(advice.flatMap(({ bring }) => bring.map(({ id }) => id)))
    expect(guide.steps.filter(({ id }) => !stepIds.has(id))).toEqual([])
    expect(guide.bring.filter(({ id }) => !bringIds.has(id))).toEqual([])
    expect(guide.needs.filter(({ need }) => !advice.some((each) => each.need === need))).toEqual([])
  })

  test('what is not known is never told as if it were: it sends to the police', () => {
    const known = new Set(guide.sources.map(({ id }) => id))
    for (const step of guide.steps) {
      expect(known, step.id).toContain(step.source)
      expect(step.certainty === 'ask', step.id).toBe(step.source === 'unknown')
      if (step.certainty === 'ask')
        expect(`${step.text.vi} ${step.detail?.vi ?? ''}`, step.id).toMatch(/công an/u)
    }
  })

  test('an answer given before another was changed no longer counts', () => {
    const facts = { who: 'child-under-6', need: 'blocked', 'child-need': 'trouble' }
    expect(factsThatCount(guide, facts)).toEqual({ who: 'child-under-6', 'child-need': 'trouble' })
    expect(adviseOn(guide, facts)?.need).toBe('child')
    expect(nextQuestion(guide, { who: 'nobody' })?.id).toBe('who')
  })
})
