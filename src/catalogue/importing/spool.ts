/** Records on disk while an import runs: memory holds only where each one stands. Node only. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'

export interface SpoolPlace {
  readonly at: number
  readonly length: number
}

export interface Spool {
  add(text: string): SpoolPlace
  read(place: SpoolPlace): string
  close(): void
}

/** @param file made anew; whoever opened it removes it. */
export function openSpool(file: string): Spool {
  const handle = openSync(file, 'wx+')
  let end = 0
  return {
    add(text) {
      const bytes = Buffer.from(text)
      let written = 0
      while (written < bytes.length) {
        written += writeSync(handle, bytes, written, bytes.length - written, end + written)
      }
      const place = { at: end, length: bytes.length }
      end += bytes.length
      return place
    },
    read({ at, length }) {
      const bytes = Buffer.allocUnsafe(length)
      let read = 0
      while (read < length) read += readSync(handle, bytes, read, length - read, at + read)
      return bytes.toString('utf8')
    },
    close: () => closeSync(handle),
  }
}
