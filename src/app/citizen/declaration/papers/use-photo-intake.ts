/** From a picture to a page of the draft: prepared one after the other, each with its own outcome. */
import { useCallback, useRef, useState } from 'react'
import { addDraftPhoto, type PhotoAdded } from '../../../../device/draft-photos.ts'
import type { Corners } from '../../../../device/photos/page-corners.ts'
import type { PhotoProblem } from '../../../../device/photos/prepare-page.ts'
import { preparePhoto } from '../../../../device/photos/prepare-photo.ts'
import type { Session } from '../../../../device/session.ts'

type IntakeProblem = PhotoProblem | Extract<PhotoAdded, { ok: false }>['problem']

interface Pending {
  readonly key: number
  readonly component: string
  /** Name of the file; null for a picture just taken. */
  readonly fileName: string | null
}

interface Refused extends Pending {
  readonly problem: IntakeProblem
}

export interface PhotoIntake {
  readonly pending: readonly Pending[]
  readonly refused: readonly Refused[]
  /** @param corners of the sheet in a picture just taken, where it is to be cut out */
  add(component: string, pictures: readonly Blob[], corners?: Corners): void
  dismiss(key: number): void
}

export function usePhotoIntake(session: Session): PhotoIntake {
  const [pending, setPending] = useState<readonly Pending[]>([])
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const nextKey = useRef(0)
  /** One at a time: two decoded pages of 100 megapixels would fill a kiosk's memory. */
  const queue = useRef<Promise<void>>(Promise.resolve())

  const add = useCallback(
    (component: string, pictures: readonly Blob[], corners?: Corners) => {
      for (const picture of pictures) {
        nextKey.current += 1
        const item: Pending = {
          key: nextKey.current,
          component,
          fileName: picture instanceof File ? picture.name : null,
        }
        setPending((before) => [...before, item])
        queue.current = queue.current.then(async () => {
          const problem = await takeIn(session, component, picture, corners)
          setPending((before) => before.filter(({ key }) => key !== item.key))
          if (problem !== undefined) setRefused((before) => [...before, { ...item, problem }])
        })
      }
      setRefused((before) => before.filter((old) => old.component !== component))
    },
    [session],
  )
  const dismiss = useCallback((dismissed: number) => {
    setRefused((before) => before.filter(({ key }) => key !== dismissed))
  }, [])
  return { pending, refused, add, dismiss }
}

async function takeIn(
  session: Session,
  component: string,
  picture: Blob,
  corners: Corners | undefined,
): Promise<IntakeProblem | undefined> {
  const prepared = await preparePhoto(picture, corners)
  if (!prepared.ok) return prepared.problem
  const { bytes, mediaType, widthPx, heightPx, warnings } = prepared
  const added = await addDraftPhoto(session, component, bytes, mediaType, {
    widthPx,
    heightPx,
    isLowResolution: warnings.includes('low-resolution'),
    isBlurred: warnings.includes('blurred'),
  })
  return added.ok ? undefined : added.problem
}
