/** Five faces in the hand of the other pictures: what differs is the shape of mouth and eyes, never the colour alone. */
import type { ReactNode } from 'react'
import type { Face } from '../../../domain/survey/scale.ts'
import styles from '../pictures/pictures.module.css'

const dots = (
  <>
    <circle className={styles.ink} cx="34" cy="40" r="5" />
    <circle className={styles.ink} cx="62" cy="40" r="5" />
  </>
)

const features: Record<Face, ReactNode> = {
  5: (
    <>
      <path className={styles.line} d="M27 42c2-7 12-7 14 0M55 42c2-7 12-7 14 0" />
      <path className={styles.thread} d="M27 54h42c0 14-9 22-21 22S27 68 27 54Z" />
    </>
  ),
  4: (
    <>
      {dots}
      <path className={styles.threadLine} d="M30 58c8 13 28 13 36 0" />
    </>
  ),
  3: (
    <>
      {dots}
      <path className={styles.threadLine} d="M32 64h32" />
    </>
  ),
  2: (
    <>
      {dots}
      <path className={styles.threadLine} d="M32 69c7-10 25-10 32 0" />
    </>
  ),
  1: (
    <>
      {dots}
      <path className={styles.line} d="M24 28l15 6M72 28l-15 6" />
      <path className={styles.thread} d="M28 74c0-12 9-18 20-18s20 6 20 18Z" />
    </>
  ),
}

export function FacePicture({ face }: { readonly face: Face }) {
  return (
    <svg className={styles.picture} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <circle className={styles.soft} cx="48" cy="48" r="42" />
      {features[face]}
    </svg>
  )
}
