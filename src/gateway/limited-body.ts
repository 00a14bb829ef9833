/** A body that is read as a stream: no longer than it may be, and whether its end was lost. */
import { Transform } from 'node:stream'

export class TooLarge extends Error {}

/** Fails with `TooLarge` beyond the limit. */
export function limited(limit: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) done(new TooLarge())
      else done(null, chunk)
    },
  })
}

export function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET'
}
