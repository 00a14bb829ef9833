import { type BundleReport, bundleVersion } from '../../../contract/bundle.ts'
import { bundleFileName } from '../../../device/carried/bundle-file-name.ts'
import { bundleOf, jsonRecord } from '../../../vault/bundle.ts'

/** The gateway's signed answers in one file, for the devices that the dossiers came from. */
export async function answerFile(
  { acknowledgements, gateway }: Pick<BundleReport, 'acknowledgements' | 'gateway'>,
  now: Date,
): Promise<File> {
  const records = await Promise.all(
    acknowledgements.map((answer) => jsonRecord('answer', answer.id, JSON.stringify(answer))),
  )
  const bundle = bundleOf(
    {
      product: 'motcua',
      kind: 'bundle',
      version: bundleVersion,
      createdAt: now.toISOString(),
      gateway,
      envelopes: [],
      answers: acknowledgements.map(({ id }) => id),
    },
    records,
  )
  return new File([bundle], bundleFileName('xac-nhan', gateway, now), { type: bundle.type })
}
