/** The camera for a screen: opened when it appears, let go when it leaves. */
import { useCallback, useEffect, useState } from 'react'
import { type CameraProblem, closeCamera, openCamera } from '../../../device/photos/camera.ts'

export type CameraState =
  | { readonly name: 'opening' }
  | { readonly name: 'live'; readonly stream: MediaStream }
  | { readonly name: 'failed'; readonly problem: CameraProblem | 'camera-unplugged' }

export function useCamera(): { readonly camera: CameraState; readonly retry: () => void } {
  const [camera, setCamera] = useState<CameraState>({ name: 'opening' })
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for the camera again.
  useEffect(() => {
    let isWanted = true
    let stream: MediaStream | undefined
    setCamera({ name: 'opening' })
    void openCamera().then((opened) => {
      if (!opened.ok) {
        if (isWanted) setCamera({ name: 'failed', problem: opened.problem })
        return
      }
      stream = opened.stream
      if (!isWanted) {
        closeCamera(stream)
        return
      }
      setCamera({ name: 'live', stream })
      for (const track of stream.getTracks()) {
        track.addEventListener('ended', () => setCamera({ name: 'failed', problem: 'camera-unplugged' }))
      }
    })
    return () => {
      isWanted = false
      if (stream !== undefined) closeCamera(stream)
    }
  }, [attempt])

  return { camera, retry: useCallback(() => setAttempt((count) => count + 1), []) }
}
