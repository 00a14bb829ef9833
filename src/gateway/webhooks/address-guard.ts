/**
 * Where webhooks may go: to HTTPS outside. What lies inside (the gateway's own machine, its network, a cloud's metadata)
 * is never reached by an address that somebody typed, whatever name it hides behind; unless the operator has named the
 * host (`MOTCUA_WEBHOOK_HOSTS`), as a province's own bus will be.
 */
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const inside = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4')
// Ways through which an address of the list above can be written as one of version 6, and test networks.
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(network, prefix, 'ipv6')
/** Of version 6 only this much is given out for the world. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

export function isInside(address: string): boolean {
  if (isIP(address) === 4) return inside.check(address, 'ipv4')
  return !global6.check(address, 'ipv6') || inside.check(address, 'ipv6')
}

/** As `MOTCUA_WEBHOOK_HOSTS` names it: `lgsp.laocai.gov.vn`, `10.20.0.5:8443`. */
export type NamedHosts = ReadonlySet<string>

/** Whether an address may be asked for a webhook at all; a name's own addresses are looked at when it is used. */
export function isAllowedAddress(url: string, named: NamedHosts): boolean {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.username !== '' || parsed.password !== '' || parsed.hash !== '') return false
  if (isNamed(parsed, named)) return parsed.protocol === 'https:' || parsed.protocol === 'http:'
  if (parsed.protocol !== 'https:') return false
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return !isInside(host)
  // A name without a dot, or of this machine, is of the network here.
  return host.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host)
}

export function isNamed({ host, hostname }: URL, named: NamedHosts): boolean {
  return named.has(host) || named.has(hostname)
}

export class InsideAddress extends Error {}

/** As `dns.lookup`, and the very addresses that are then connected to: a name that changes its mind gains nothing. */
export const lookUpOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null || first === undefined) {
      callback(error ?? new Error('no address'), '', 4)
      return
    }
    if (addresses.some(({ address }) => isInside(address))) callback(new InsideAddress(hostname), '', 4)
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
