/** `npm run archive -- DOSSIER FOLDER|FILE.tar`: a dossier, by receipt code, official number or id, as a BagIt bag. */
import { resolve } from 'node:path'
import { parseOfficialNumber } from '../../domain/dossier/official-number.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import type { Storage } from '../storage/storage.ts'
import { writeBag } from './bag-place.ts'
import { stop, withGateway } from './command-line.ts'
import { dossierBag } from './dossier-bag.ts'

const [wanted, place, ...others] = process.argv.slice(2)
if (wanted === undefined || place === undefined || others.length > 0)
  stop('usage: npm run archive -- DOSSIER FOLDER|FILE.tar')
const path = resolve(place)
const outcome = await withGateway(async (gateway) => {
  const [id, another] = await idsOf(gateway.storage, wanted)
  if (id === undefined) return `there is no dossier ${wanted}`
  if (another !== undefined) return `${wanted} is not one dossier: name one of the ids ${id}, ${another}`
  const bag = await dossierBag(gateway, id)
  if (bag === undefined) return `there is no dossier ${wanted}`
  const dossier = await gateway.storage.dossiers.find(id)
  if (dossier?.content_removed_at !== null) return 'its content was removed when its time was over'
  await gateway.storage.audit.append([
    {
      unit: dossier.unit,
      at: gateway.now().toISOString(),
      who: 'gateway',
      action: 'export-archive',
      subject: id,
      detail: {},
    },
  ])
  return (await writeBag(path, bag.files)) ? null : `${path} is there already`
})
if (outcome !== null) stop(outcome)
console.log(`Written: ${path}`)
console.log('It is not encrypted: keep it as safe as the dossier.')

async function idsOf({ dossiers }: Storage, text: string): Promise<string[]> {
  const receipt = parseReceiptCode(text)
  const official = parseOfficialNumber(text)
  const found = [
    ...(receipt.ok ? await dossiers.findByCode({ receiptCode: receipt.code }) : []),
    ...(official.ok ? await dossiers.findByCode({ officialNumber: official.number }) : []),
  ]
  return found.length === 0 ? [text] : found.map(({ id }) => id)
}
