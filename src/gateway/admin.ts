/** `npm run admin -- <command>`: units and accounts, for whoever runs the gateway. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfiguration } from './configuration.ts'
import { createPasswords } from './desk/password.ts'
import { createAccount, parseUnitName, resetPassword } from './people/accounts.ts'
import { openStorage, type Storage } from './storage/storage.ts'

const usage = `npm run admin -- <command>

  list                                      accounts with role, unit and state
  add-user <username> --name <name> --role <role> --unit <code> [--openid <name at the provider>]
  reset-password <username>                 a new one-time password; ends all sessions
  remove-second-factor <username>           for somebody who lost telephone and recovery codes
  deactivate <username>                     ends all sessions
  reactivate <username>
  list-units
  add-unit <code> --name <name> --parent <code> --commune <5 digits> [--org-code <code>]
  add-team <code of the commune> --name <name>
  change-unit <code> [--name <name>] [--second-factor demanded|optional]

Roles: reception, processing, leader, unit-administrator, province-observer (province), team-member (team).`

const options = {
  name: { type: 'string' },
  role: { type: 'string' },
  unit: { type: 'string' },
  openid: { type: 'string' },
  parent: { type: 'string' },
  commune: { type: 'string' },
  'org-code': { type: 'string' },
  'second-factor': { type: 'string' },
} as const

type Values = ReturnType<typeof readArguments>['values']
type Command = (storage: Storage, subject: string, values: Values) => Promise<void>

const commands: Readonly<Record<string, { readonly needsSubject: boolean; readonly run: Command }>> = {
  list: { needsSubject: false, run: listAccounts },
  'add-user': { needsSubject: true, run: addUser },
  'reset-password': { needsSubject: true, run: resetPasswordOf },
  'remove-second-factor': { needsSubject: true, run: removeSecondFactor },
  deactivate: { needsSubject: true, run: deactivate },
  reactivate: { needsSubject: true, run: reactivate },
  'list-units': { needsSubject: false, run: listUnits },
  'add-unit': { needsSubject: true, run: addUnit },
  'add-team': { needsSubject: true, run: addTeam },
  'change-unit': { needsSubject: true, run: changeUnit },
}

const { values, positionals } = readArguments()
const [name = '', subject = '', ...more] = positionals
const command = commands[name]
if (command === undefined || more.length > 0 || command.needsSubject !== (subject !== '')) stop(usage)

const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { databaseUrl } = read.configuration
const dataDir = resolve(read.configuration.dataDir)
if (databaseUrl === null && !existsSync(join(dataDir, 'motcua.sqlite')))
  stop(`there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`)

const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
try {
  await command.run(storage, subject, values)
} finally {
  await storage.close()
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    // An option that there is not, or one without its value.
    stop(`${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

async function listAccounts({ staff }: Storage): Promise<void> {
  for (const { staff: account, unitName } of await staff.overview(null, new Date().toISOString())) {
    const marks = [
      account.deactivated_at === null ? null : `deactivated ${account.deactivated_at}`,
      account.must_change_password === 1 ? 'one-time password' : null,
      account.totp_secret === null ? null : 'second factor',
      account.identity_name === null ? null : `OpenID ${account.identity_name}`,
    ].filter((mark) => mark !== null)
    console.log(
      [account.username, account.name, account.role, `${account.unit} ${unitName}`, ...marks].join('\t'),
    )
  }
}

async function addUser(storage: Storage, username: string, values: Values): Promise<void> {
  const made = await createAccount(
    { storage, passwords: createPasswords() },
    await storage.units.all(),
    {
      username,
      name: values.name ?? stop('--name is missing'),
      role: values.role ?? stop('--role is missing'),
      unit: values.unit ?? stop('--unit is missing'),
      identityName: values.openid ?? null,
    },
    new Date().toISOString(),
  )
  if (!made.ok) fail(made.problem)
  else printPassword(made.made)
}

async function resetPasswordOf(storage: Storage, username: string): Promise<void> {
  if ((await storage.staff.find(username)) === undefined) return fail('not-found')
  printPassword(await resetPassword({ storage, passwords: createPasswords() }, username))
}

function printPassword({
  username,
  password,
}: {
  readonly username: string
  readonly password: string
}): void {
  console.log(`Account: ${username}`)
  console.log(`One-time password (shown only now, to be changed at the first sign-in): ${password}`)
}

async function removeSecondFactor(storage: Storage, username: string): Promise<void> {
  if ((await storage.staff.find(username)) === undefined) return fail('not-found')
  await storage.secondFactors.remove(username)
  await storage.sessions.endAll(username, null)
}

async function deactivate(storage: Storage, username: string): Promise<void> {
  const outcome = await storage.staff.deactivate(username, new Date().toISOString())
  if (!outcome.ok) fail(outcome.problem)
}

async function reactivate(storage: Storage, username: string): Promise<void> {
  if ((await storage.staff.find(username)) === undefined) return fail('not-found')
  await storage.staff.reactivate(username)
}

async function listUnits({ units }: Storage): Promise<void> {
  for (const unit of await units.all())
    console.log(
      [
        unit.code,
        unit.kind,
        unit.name,
        `under ${unit.parent ?? 'none'}`,
        ...(unit.demands_second_factor === 1 ? ['second factor demanded'] : []),
      ].join('\t'),
    )
}

async function addUnit({ units }: Storage, code: string, values: Values): Promise<void> {
  const unitName = parseUnitName(values.name ?? '') ?? stop('--name is missing')
  const parent = await units.find(values.parent ?? '')
  if (parent?.kind !== 'province') stop('--parent must be the code of a province')
  if (!/^[A-Za-z0-9.-]{1,40}$/.test(code)) stop('a code has letters, digits, dots and hyphens')
  if (!/^\d{5}$/.test(values.commune ?? '')) stop('--commune is the administrative code, five digits')
  const isAdded = await units.add({
    ...parent,
    code,
    parent: parent.code,
    name: unitName,
    kind: 'commune',
    commune: values.commune ?? null,
    org_code: values['org-code'] ?? code,
  })
  if (!isAdded) fail('the code is taken')
}

async function addTeam({ units }: Storage, code: string, values: Values): Promise<void> {
  const unitName = parseUnitName(values.name ?? '') ?? stop('--name is missing')
  const commune = await units.find(code)
  if (commune?.kind !== 'commune') return fail('a team belongs to a commune')
  console.log(`Team: ${(await units.addTeam(commune, unitName)).code}`)
}

async function changeUnit({ units }: Storage, code: string, values: Values): Promise<void> {
  const unit = await units.find(code)
  if (unit === undefined) return fail('not-found')
  const wanted = values['second-factor']
  if (wanted !== undefined && wanted !== 'demanded' && wanted !== 'optional') stop(usage)
  await units.change(code, {
    name: values.name === undefined ? unit.name : (parseUnitName(values.name) ?? stop('--name is empty')),
    demandsSecondFactor: wanted === undefined ? unit.demands_second_factor === 1 : wanted === 'demanded',
  })
}

/** Lets the database be closed, unlike `stop`. */
function fail(problem: string): void {
  console.error(`not done: ${problem}`)
  process.exitCode = 1
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
