/** `npm run archive:verify -- BAG [--import]`: is a bag complete and unaltered, and back into the register with it. */
import { resolve } from 'node:path'
import { NotABag, readBag } from './bag-place.ts'
import type { BagSignature } from './bag-signature.ts'
import { type BagFault, checkBag } from './check-bag.ts'
import { stop, withGateway } from './command-line.ts'
import { importBag } from './import-bag.ts'

const wanted = process.argv.slice(2)
const [bag, ...others] = wanted.filter((one) => one !== '--import')
if (bag === undefined || others.length > 0) stop('usage: npm run archive:verify -- BAG [--import]')
const path = resolve(bag)
try {
  if (wanted.includes('--import')) await takeIn()
  else {
    const faults = await checkBag(readBag(path))
    if (faults.length > 0) stop(`${wordsOf(faults)}\nThe bag is not as it was written.`)
    console.log(`Complete and unaltered: ${path}`)
  }
} catch (error) {
  if (error instanceof NotABag) stop(`not a bag: ${error.message}`)
  throw error
}

async function takeIn(): Promise<void> {
  const imported = await withGateway((gateway) => importBag(gateway, path))
  if (!imported.ok)
    stop(
      [
        wordsOf(imported.faults),
        ...(imported.differences ?? []).map((what) => `not as the events say: ${what}`),
        `Nothing was taken in: ${imported.problem}`,
      ]
        .join('\n')
        .trim(),
    )
  console.log(`Taken in: dossier ${imported.dossier}. ${signatureWords(imported.signature)}`)
}

function signatureWords(signature: BagSignature): string {
  switch (signature.state) {
    case 'own':
      return `Signed by this gateway (key ${signature.keyId}).`
    case 'unknown-key':
      return `Signed by a key that is not known here: ${signature.keyId}. Compare it with that of the gateway it came from.`
    default:
      return 'NOT SIGNED: whoever had the bag could have written all of it anew.'
  }
}

function wordsOf(faults: readonly BagFault[]): string {
  return faults.map(({ problem, path: inside }) => `${problem}: ${inside}`).join('\n')
}
