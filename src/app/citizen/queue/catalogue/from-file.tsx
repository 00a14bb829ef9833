import { useState } from 'react'
import { FileButton } from '../../../carried/file-button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import styles from '../carried/section.module.css'

type Update<Problem> =
  | { readonly ok: true; readonly state: 'staged' | 'current' | 'none' }
  | { readonly ok: false; readonly problem: Problem }

/** @param swapWhenIdle whether what was staged is in use now */
export async function outcomeOf<Problem extends string>(
  update: Update<Problem>,
  swapWhenIdle: () => Promise<boolean>,
): Promise<Problem | 'installed' | 'staged' | 'current' | 'none'> {
  if (!update.ok) return update.problem
  return update.state === 'staged' && (await swapWhenIdle()) ? 'installed' : update.state
}

interface FromFileProps<Outcome extends string> {
  readonly label: string
  readonly take: (file: File) => Promise<Outcome>
  readonly outcomeText: (outcome: Outcome) => string
}

/** Something newer from a file, and what became of it. */
export function FromFile<Outcome extends string>({ label, take, outcomeText }: FromFileProps<Outcome>) {
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  async function takeFirst(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setIsBusy(true)
    setOutcome(null)
    setOutcome(await take(file))
    setIsBusy(false)
  }

  const isWell = outcome === 'installed' || outcome === 'current' || outcome === 'staged'
  return (
    <>
      <div className={styles.ways}>
        <FileButton label={label} isBusy={isBusy} onFiles={([file]) => void takeFirst(file)} />
      </div>
      {outcome === null ? null : (
        <Notice kind={isWell ? 'success' : 'error'} isLive>
          <p>{outcomeText(outcome)}</p>
        </Notice>
      )}
    </>
  )
}
