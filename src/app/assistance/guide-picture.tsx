/** Pictures of the assistant's steps, in the hand of `citizen/pictures`: decorative, the words beside them say it. */
import type { ReactNode } from 'react'
import type { GuidePicture as PictureName } from '../../domain/assistance/guide.ts'
import styles from '../citizen/pictures/pictures.module.css'

const phone = (
  <>
    <rect className={styles.paper} x="28" y="6" width="40" height="84" rx="8" />
    <path className={styles.soft} d="M36 20h24v48H36Z" />
    <path className={styles.fine} d="M44 79h8" />
  </>
)

const sim = (
  <>
    <path className={styles.paper} d="M24 8h34l16 16v64H24Z" />
    <rect className={styles.threadLine} x="36" y="46" width="26" height="28" rx="4" />
    <path className={styles.threadLine} d="M49 46v28M36 60h26" />
  </>
)

const card = (
  <>
    <rect className={styles.soft} x="5" y="20" width="86" height="56" rx="8" />
    <circle className={styles.ink} cx="30" cy="42" r="9" />
    <path className={styles.ink} d="M16 66c0-9 6-14 14-14s14 5 14 14Z" />
    <rect className={styles.thread} x="56" y="32" width="18" height="14" rx="3" />
    <path className={styles.line} d="M56 58h26" />
  </>
)

/** A counter with a person behind it and a star on the cap. */
const police = (
  <>
    <path className={styles.soft} d="M30 24h36l6 10H24Z" />
    <path className={styles.line} d="M24 34c8 5 40 5 48 0" />
    <circle className={styles.thread} cx="48" cy="27" r="4" />
    <path className={styles.paper} d="M34 38c0 22 28 22 28 0" />
    <path className={styles.soft} d="M20 76c0-12 12-18 28-18s28 6 28 18Z" />
    <path className={styles.line} d="M8 78h80v12H8Z" />
  </>
)

const app = (
  <>
    <rect className={styles.paper} x="28" y="6" width="40" height="84" rx="8" />
    <circle className={styles.inkRing} cx="48" cy="40" r="12" />
    <path className={styles.threadLine} d="M42 40l5 5 9-10" />
    <path className={styles.fine} d="M38 66h20M44 79h8" />
  </>
)

const clock = (
  <>
    <circle className={styles.soft} cx="48" cy="50" r="36" />
    <path className={styles.line} d="M48 28v22" />
    <path className={styles.threadLine} d="M48 50l16 10" />
    <path className={styles.line} d="M38 8h20" />
  </>
)

const family = (
  <>
    <circle className={styles.paper} cx="34" cy="26" r="13" />
    <path className={styles.soft} d="M12 86c0-26 8-40 22-40s22 14 22 40Z" />
    <circle className={styles.thread} cx="68" cy="48" r="10" />
    <path className={styles.thread} d="M54 86c0-16 5-24 14-24s14 8 14 24Z" />
  </>
)

const desk = (
  <>
    <path className={styles.paper} d="M28 10h30l12 12v40H28Z" />
    <path className={styles.line} d="M38 30h20M38 42h22" />
    <path className={styles.soft} d="M8 62h80v26H8Z" />
    <path className={styles.threadLine} d="M36 74h24" />
  </>
)

const shield = (
  <>
    <path className={styles.soft} d="M48 6 82 18v28c0 22-14 36-34 44C28 82 14 68 14 46V18Z" />
    <rect className={styles.thread} x="34" y="44" width="28" height="22" rx="4" />
    <path className={styles.threadLine} d="M40 44v-8c0-11 16-11 16 0v8" />
  </>
)

const drawings = { phone, sim, card, police, app, clock, family, desk, shield } satisfies Record<
  PictureName,
  ReactNode
>

export function GuidePicture({ name }: { readonly name: PictureName }) {
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 96 96"
      width="4.5rem"
      height="4.5rem"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[name]}
    </svg>
  )
}
