import type { NetworkState } from '../../device/delivery/machine.ts'

/** What to say of the way to the gateway: keys of the shared texts. */
export const networkTexts = {
  unknown: 'network.unknown',
  reachable: 'network.reachable',
  unreachable: 'network.unreachable',
  'captive-portal': 'network.captivePortal',
  'not-a-gateway': 'network.notAGateway',
  'gateway-error': 'network.gatewayError',
} as const satisfies Record<NetworkState, string>
