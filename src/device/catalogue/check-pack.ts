/** Is a manifest ours, for here, and not older than what is in use? Decides before a byte is downloaded. */
import * as v from 'valibot'
import { type CataloguePack, cataloguePack } from '../../contract/catalogue-pack.ts'
import { canonicalBytes, importPublicKey, isSignedBy } from '../../vault/signature.ts'
import type { CataloguePackRow, DeviceRow } from '../database.ts'

export type PackProblem =
  | 'not-a-pack'
  /** Of a later version of the product. */
  | 'version-unsupported'
  | 'signature-invalid'
  | 'wrong-province'
  /** Than the one in use. */
  | 'older'

export type CheckedPack =
  | { readonly ok: true; readonly pack: CataloguePack }
  | { readonly ok: false; readonly problem: PackProblem }

const anyFormat = v.object({ format: v.literal('motcua-catalogue'), formatVersion: v.number() })

export async function checkPack(
  manifest: unknown,
  { gateway, unit }: Pick<DeviceRow, 'gateway' | 'unit'>,
  installed: Pick<CataloguePackRow, 'version'> | undefined,
): Promise<CheckedPack> {
  const parsed = v.safeParse(cataloguePack, manifest)
  if (!parsed.success) {
    const known = v.safeParse(anyFormat, manifest)
    const isLater = known.success && known.output.formatVersion > 1
    return { ok: false, problem: isLater ? 'version-unsupported' : 'not-a-pack' }
  }
  const { signature, ...signed } = parsed.output
  const key = gateway.verificationKeys.find(({ keyId }) => keyId === signed.keyId)
  const isGenuine =
    key !== undefined &&
    (await isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(signed), signature))
  if (!isGenuine) return { ok: false, problem: 'signature-invalid' }
  if (signed.province !== unit.province) return { ok: false, problem: 'wrong-province' }
  if (installed !== undefined && signed.version < installed.version) return { ok: false, problem: 'older' }
  return { ok: true, pack: parsed.output }
}
