/** Where in the camera's picture the page is to lie: drawn over the live view, and cut out when the picture is taken. */
import type { ImageSize } from './image-size.ts'

export interface PageFrame extends ImageSize {
  readonly leftPx: number
  readonly topPx: number
}

/** ISO 216 A4 upright, in millimetres. */
const page = { width: 210, height: 297 }
/** Share of the picture that the frame may take. */
const filled = 0.92
/** Kept around the frame when cut out, as a share of it: hands are not steady. */
const margin = 0.04

/** The largest upright A4 in the middle of a picture. */
export function pageFrame({ widthPx, heightPx }: ImageSize): PageFrame {
  const scale = Math.min((filled * widthPx) / page.width, (filled * heightPx) / page.height)
  return centred(page.width * scale, page.height * scale, { widthPx, heightPx })
}

/** The frame with its margin, in whole pixels inside the picture. */
export function cutOut(picture: ImageSize): PageFrame {
  const frame = pageFrame(picture)
  return centred(
    Math.min(picture.widthPx, Math.round(frame.widthPx * (1 + 2 * margin))),
    Math.min(picture.heightPx, Math.round(frame.heightPx * (1 + 2 * margin))),
    picture,
  )
}

function centred(widthPx: number, heightPx: number, picture: ImageSize): PageFrame {
  return {
    leftPx: (picture.widthPx - widthPx) / 2,
    topPx: (picture.heightPx - heightPx) / 2,
    widthPx,
    heightPx,
  }
}
