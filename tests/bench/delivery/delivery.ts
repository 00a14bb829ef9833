/**
 * `npm run bench -- delivery [--power-cuts N] [--kills N] [--kills-in-delivery N] [--gateway-kills N]
 * [--gateway-power-cuts N]`: what is promised survives kills and power cuts on either side.
 */
import { parseArgs } from 'node:util'
import { engines } from '../../gateway/engines.ts'
import type { Faults } from './faults.ts'
import { faultGateway } from './gateway-faults.ts'
import { faultKiosks } from './kiosk-faults.ts'
import { powerCutObstacle } from './power.ts'

const options = {
  'power-cuts': { type: 'string', default: '100' },
  kills: { type: 'string', default: '200' },
  'kills-in-delivery': { type: 'string', default: '200' },
  'gateway-kills': { type: 'string', default: '100' },
  'gateway-power-cuts': { type: 'string', default: '50' },
} as const

/** @param args as typed after the name of the benchmark. */
export async function benchDelivery(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({ args: args.filter((arg) => arg !== '--'), options })
  const asked = (name: keyof typeof options) => {
    const count = Number(values[name])
    if (!Number.isInteger(count) || count < 0) throw new Error(`--${name} needs a whole number`)
    return count
  }
  const obstacle = powerCutObstacle()
  if (obstacle !== undefined) console.log(`SKIPPED: power cuts (${obstacle})`)
  const cuts = (name: 'power-cuts' | 'gateway-power-cuts') => (obstacle === undefined ? asked(name) : 0)

  const results: Record<string, Faults> = {}
  const run = async (name: string, count: number, work: () => Promise<Faults>) => {
    if (count > 0) results[name] = await work()
  }
  const none = { powerCuts: 0, kills: 0, killsInDelivery: 0 }
  const [powerCuts, kills, killsInDelivery] = [cuts('power-cuts'), asked('kills'), asked('kills-in-delivery')]
  await run('kiosk, power cut at the receipt', powerCuts, () => faultKiosks({ ...none, powerCuts }))
  await run('kiosk, killed at the receipt', kills, () => faultKiosks({ ...none, kills }))
  await run('kiosk, killed in delivery', killsInDelivery, () => faultKiosks({ ...none, killsInDelivery }))
  const gatewayKills = asked('gateway-kills')
  const gatewayCuts = cuts('gateway-power-cuts')
  for (const engine of engines) {
    await run(`gateway on ${engine}, killed`, gatewayKills, () =>
      faultGateway({ engine, rounds: gatewayKills, kind: 'kill' }),
    )
    await run(`gateway on ${engine}, power cut`, gatewayCuts, () =>
      faultGateway({ engine, rounds: gatewayCuts, kind: 'power-cut' }),
    )
  }
  console.table(results)
  const sum = (key: keyof Faults, where: RegExp) =>
    Object.entries(results)
      .filter(([name]) => where.test(name))
      .reduce((total, [, faults]) => total + faults[key], 0)
  return {
    delivery: {
      killsClient: sum('faults', /^kiosk, killed/),
      killsGateway: sum('faults', /^gateway.*killed/),
      powerCuts: sum('faults', /power cut/),
      lost: sum('lost', /./),
      doubled: sum('doubled', /./),
      corrupt: sum('corrupt', /./),
    },
  }
}
