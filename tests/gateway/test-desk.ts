/** A member of staff at the desk's API: signs in and keeps the session cookie. */
import * as v from 'valibot'
import { type DossierDetail, dossierDetail } from '../../src/contract/desk.ts'
import { type DossierList, dossierList } from '../../src/contract/desk-lists.ts'
import { problem } from '../../src/contract/problem.ts'
import { postJson } from './test-device.ts'

export interface TestDesk {
  /** As the gateway set it, with its attributes. */
  readonly cookie: string
  get(path: string): Promise<Response>
  post(path: string, body?: unknown): Promise<Response>
  delete(path: string): Promise<Response>
  dossiers(query?: string): Promise<DossierList>
  dossier(id: string): Promise<DossierDetail>
  receive(id: string, revision: number): Promise<Response>
}

export const deskHeader = { 'x-motcua-desk': '1' }

export async function signIn(
  url: string,
  password: string,
  username = 'admin',
  code?: string,
): Promise<TestDesk> {
  const response = await trySignIn(url, password, username, code)
  if (!response.ok) throw new Error(`signing in was refused: ${await response.text()}`)
  return deskOf(url, response.headers.get('set-cookie') ?? '')
}

/** @param cookie as the gateway set it */
export function deskOf(url: string, cookie: string): TestDesk {
  const headers = { ...deskHeader, cookie: cookie.split(';', 1)[0] ?? '' }
  const address = (path: string) => `${url}api/desk/${path}`
  const desk: TestDesk = {
    cookie,
    get: (path) => fetch(address(path), { headers }),
    post: (path, body) =>
      body === undefined
        ? fetch(address(path), { method: 'POST', headers })
        : postJson(address(path), body, headers),
    delete: (path) => fetch(address(path), { method: 'DELETE', headers }),
    async dossiers(query = '') {
      return v.parse(dossierList, await (await desk.get(`dossiers${query}`)).json())
    },
    async dossier(id) {
      return v.parse(dossierDetail, await (await desk.get(`dossiers/${id}`)).json())
    },
    receive(id, revision) {
      return desk.post(`dossiers/${id}/events`, { type: 'receive', revision })
    },
  }
  return desk
}

export function trySignIn(
  url: string,
  password: string,
  username = 'admin',
  code?: string,
): Promise<Response> {
  return postJson(
    `${url}api/desk/session`,
    { username, password, ...(code === undefined ? {} : { code }) },
    deskHeader,
  )
}

/** The code of a problem; fails for anything that is not `application/problem+json`. */
export async function problemOf(response: Response): Promise<string> {
  const type = response.headers.get('content-type')
  if (type?.startsWith('application/problem+json') !== true)
    throw new Error(`${response.status} ${type} is no problem: ${await response.text()}`)
  return v.parse(problem, await response.json()).code
}
