import { useState } from 'react'
import { type Exported, exportBundle } from '../../../../device/carried/export-bundle.ts'
import { type Imported, importBundle } from '../../../../device/carried/import-bundle.ts'

export interface Work {
  readonly kind: 'export' | 'import'
  readonly done: number
  readonly total: number
}

export interface ImportedFile {
  /** Two files may have the same name. */
  readonly key: string
  readonly name: string
  readonly imported: Imported
}

/** Copying out and reading in, one at a time. */
export function useCarrying() {
  const [work, setWork] = useState<Work | null>(null)
  const [exported, setExported] = useState<Exported | null>(null)
  const [imported, setImported] = useState<readonly ImportedFile[]>([])

  async function copyOut(): Promise<void> {
    setWork({ kind: 'export', done: 0, total: 0 })
    setExported(null)
    setImported([])
    const onProgress = (done: number, total: number) => setWork({ kind: 'export', done, total })
    setExported(await exportBundle({ now: new Date(), onProgress }))
    setWork(null)
  }

  async function readIn(files: readonly File[]): Promise<void> {
    setExported(null)
    setImported([])
    for (const file of files) {
      setWork({ kind: 'import', done: 0, total: 0 })
      const onProgress = (done: number, total: number) => setWork({ kind: 'import', done, total })
      const read = await importBundle(file, { now: new Date(), onProgress })
      setImported((before) => [...before, { key: crypto.randomUUID(), name: file.name, imported: read }])
    }
    setWork(null)
  }

  return {
    work,
    exported,
    imported,
    copyOut: () => void copyOut(),
    readIn: (files: readonly File[]) => void readIn(files),
  }
}
