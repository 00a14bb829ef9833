/** A gateway with something of everything in it: dossiers in several states, papers, one unreadable, one incomplete. */
import { birthSubmission } from './birth-submission.ts'
import type { TestGateway } from './start-gateway.ts'
import { signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, photo, type TestDevice } from './test-device.ts'

export interface Used {
  readonly device: TestDevice
  readonly desk: TestDesk
  /** Of a dossier that was received and has its paper. */
  readonly received: string
  /** The paper's digest, and what it looked like before it was sealed. */
  readonly paper: { readonly sha256: string; readonly bytes: Uint8Array }
}

export async function useGateway(gateway: TestGateway): Promise<Used> {
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const desk = await signIn(gateway.url, gateway.adminPassword)
  const bytes = photo(30_000)
  const part = await device.part(bytes)
  const complete = await device.envelope(birthSubmission({}, [part]), [part])
  await device.deliver(complete)
  await device.upload(complete.id, part)
  const missing = await device.part(photo())
  await device.deliver(
    await device.envelope(birthSubmission()),
    await device.envelope(birthSubmission({}, [missing]), [missing]),
    await device.envelope(birthSubmission(), [], { sealed: Buffer.from('no seal').toString('base64url') }),
  )
  await gateway.gateway.settled()
  const { dossiers } = await desk.dossiers()
  const received = dossiers.find(({ partsPresent }) => partsPresent === 1)?.id ?? ''
  const response = await desk.receive(received, 1)
  if (!response.ok) throw new Error(`not received: ${await response.text()}`)
  return { device, desk, received, paper: { sha256: part.reference.sha256, bytes } }
}
