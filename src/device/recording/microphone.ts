/** Spoken words from the kiosk's microphone, in the smallest form that the browser makes of speech. */
import { type AudioMediaType, audioMediaTypes } from '../../contract/envelope.ts'

export type MicrophoneProblem = 'microphone-refused' | 'microphone-missing' | 'microphone-busy'

export interface Recording {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: AudioMediaType
  readonly seconds: number
}

export interface Recorder {
  /** From 0 (silence) to 1, now. */
  level(): number
  /** Ends it and lets the microphone go. @returns null when nothing was heard. */
  stop(): Promise<Recording | null>
  /** Throws away what was said. */
  cancel(): void
}

export type RecordingStarted =
  | { readonly ok: true; readonly recorder: Recorder }
  | { readonly ok: false; readonly problem: MicrophoneProblem }

/** Speech needs no more. */
const bitsPerSecond = 32_000
/** Loud speech near a microphone is about a quarter of full scale. */
const loud = 0.25

/** @param onLost the microphone was unplugged or taken away; what was said until then is kept */
export async function startRecording(onLost: () => void): Promise<RecordingStarted> {
  const mediaType = recordedType()
  // Absent on pages that did not come over a secure connection, and in old browsers.
  if (mediaType === undefined || navigator.mediaDevices === undefined)
    return { ok: false, problem: 'microphone-missing' }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false })
    try {
      return { ok: true, recorder: recorderOf(stream, mediaType, onLost) }
    } catch (error) {
      letGo(stream)
      throw error
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return { ok: false, problem: problemOf(error) }
  }
}

function recorderOf(stream: MediaStream, mediaType: AudioMediaType, onLost: () => void): Recorder {
  const recorder = new MediaRecorder(stream, { mimeType: mediaType, audioBitsPerSecond: bitsPerSecond })
  const pieces: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true })
  })
  for (const track of stream.getTracks()) track.addEventListener('ended', onLost)
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  audio.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const startedAt = performance.now()
  // In pieces: what was said is there even where the recorder breaks off.
  recorder.start(1000)

  function end(): void {
    if (recorder.state !== 'inactive') recorder.stop()
    letGo(stream)
    void audio.close()
  }

  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.min(1, Math.sqrt(power) / loud)
    },
    async stop() {
      const seconds = (performance.now() - startedAt) / 1000
      end()
      await stopped
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer())
      return bytes.length === 0 ? null : { bytes, mediaType, seconds: Math.round(seconds * 10) / 10 }
    },
    cancel: end,
  }
}

function recordedType(): AudioMediaType | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined
  return audioMediaTypes.find((type) => MediaRecorder.isTypeSupported(type))
}

function problemOf(error: DOMException): MicrophoneProblem {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'microphone-refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'microphone-missing'
    default:
      return 'microphone-busy'
  }
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
