import { useEffect, useRef, useState } from 'react'

export type RecorderProblem = 'noMicrophone' | 'unsupported' | 'empty'

interface Recorder {
  readonly isRecording: boolean
  readonly problem: RecorderProblem | null
  start(): Promise<void>
  /** @returns what was recorded; null when that was nothing. */
  stop(): Promise<Blob | null>
  cancel(): void
}

/** The microphone, open only while something is recorded. */
export function useRecorder(): Recorder {
  const [isRecording, setIsRecording] = useState(false)
  const [problem, setProblem] = useState<RecorderProblem | null>(null)
  const recorder = useRef<MediaRecorder | null>(null)
  const chunks = useRef<Blob[]>([])

  function close(): void {
    for (const track of recorder.current?.stream.getTracks() ?? []) track.stop()
    recorder.current = null
    setIsRecording(false)
  }

  useEffect(
    () => () => {
      for (const track of recorder.current?.stream.getTracks() ?? []) track.stop()
    },
    [],
  )

  return {
    isRecording,
    problem,
    async start() {
      setProblem(null)
      if (globalThis.MediaRecorder === undefined || navigator.mediaDevices === undefined) {
        setProblem('unsupported')
        return
      }
      let stream: MediaStream
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      } catch {
        // refused, unplugged, or in use elsewhere
        setProblem('noMicrophone')
        return
      }
      const recording = new MediaRecorder(stream, { audioBitsPerSecond: 32_000 })
      chunks.current = []
      recording.ondataavailable = ({ data }) => chunks.current.push(data)
      recorder.current = recording
      recording.start()
      setIsRecording(true)
    },
    async stop() {
      const recording = recorder.current
      if (recording === null) return null
      await new Promise<void>((resolve) => {
        recording.onstop = () => resolve()
        recording.stop()
      })
      close()
      const file = new Blob(chunks.current, { type: recording.mimeType })
      if (file.size > 0) return file
      setProblem('empty')
      return null
    },
    cancel() {
      if (recorder.current !== null) recorder.current.onstop = null
      recorder.current?.stop()
      close()
    },
  }
}
