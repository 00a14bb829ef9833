/** Accounts and units, for the unit's administrators. */
import {
  type DeskUnit,
  deskUnit,
  type NewPerson,
  type OneTimePassword,
  oneTimePassword,
  type PeopleList,
  type PersonChange,
  peopleList,
  type UnitChange,
  type UnitList,
  unitList,
} from '../../../contract/people.ts'
import {
  type NewStepShares,
  type StepSharesSetting,
  stepSharesSetting,
} from '../../../contract/step-shares.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function listPeople(): Promise<Answer<PeopleList>> {
  return ask('people', peopleList)
}

export function createPerson(person: NewPerson): Promise<Answer<OneTimePassword>> {
  return ask('people', oneTimePassword, { method: 'POST', body: person })
}

export function changePerson(username: string, change: PersonChange): Promise<Answer<undefined>> {
  return ask(`people/${encodeURIComponent(username)}`, nothing, { method: 'POST', body: change })
}

export function resetPassword(username: string): Promise<Answer<OneTimePassword>> {
  return ask(`people/${encodeURIComponent(username)}/password`, oneTimePassword, { method: 'POST' })
}

export type PersonAction = 'deactivation' | 'reactivation' | 'second-factor-removal' | 'session-end'

export function actOnPerson(username: string, action: PersonAction): Promise<Answer<undefined>> {
  return ask(`people/${encodeURIComponent(username)}/${action}`, nothing, { method: 'POST' })
}

export function listUnits(): Promise<Answer<UnitList>> {
  return ask('units', unitList)
}

export function addTeam(name: string): Promise<Answer<DeskUnit>> {
  return ask('units', deskUnit, { method: 'POST', body: { name } })
}

export function changeUnit(code: string, change: UnitChange): Promise<Answer<undefined>> {
  return ask(`units/${encodeURIComponent(code)}`, nothing, { method: 'POST', body: change })
}

export function readStepShares(): Promise<Answer<StepSharesSetting>> {
  return ask('step-shares', stepSharesSetting)
}

export function setStepShares(shares: NewStepShares): Promise<Answer<StepSharesSetting>> {
  return ask('step-shares', stepSharesSetting, { method: 'POST', body: shares })
}
