/**
 * Pictures of the ten life events for people who read little: one hand, a 96 px grid, indigo lines and one
 * accent of brocade red. Decorative for screen readers: the name stands beside each.
 */
import type { ReactNode } from 'react'
import type { LifeEvent } from '../../../catalogue/schema.ts'
import styles from './pictures.module.css'

/** A baby in its wrap. */
const birth = (
  <>
    <path className={styles.soft} d="M22 60c0-14 12-22 26-22s26 8 26 22c0 18-12 30-26 30S22 78 22 60Z" />
    <path className={styles.threadLine} d="M24 54c14 2 30 10 40 27M73 54c-9 1-17 4-24 9" />
    <circle className={styles.paper} cx="48" cy="29" r="21" />
    <path className={styles.line} d="M48 8c-5 4-4 9 1 9" />
    <circle className={styles.ink} cx="40" cy="29" r="3" />
    <circle className={styles.ink} cx="56" cy="29" r="3" />
    <path className={styles.fine} d="M42 37c3 4 9 4 12 0" />
  </>
)

/** Two rings, one through the other, and a heart. */
const marriage = (
  <>
    <path
      className={styles.thread}
      d="M48 30c-9-6-14-11-14-16.500A7.500 7.500 0 0 1 48 10a7.500 7.500 0 0 1 14 3.500C62 19 57 24 48 30Z"
    />
    <circle className={styles.inkRing} cx="34" cy="62" r="23" />
    <circle className={styles.threadRing} cx="62" cy="62" r="23" />
    <path className={styles.inkRing} d="M51 46.500A23 23 0 0 1 57 62" />
  </>
)

/** Three incense sticks in their bowl. */
const death = (
  <>
    <path className={styles.line} d="M48 56V24M38 56l-6-28M58 56l6-28" />
    <circle className={styles.thread} cx="48" cy="21" r="4" />
    <circle className={styles.thread} cx="31" cy="25" r="4" />
    <circle className={styles.thread} cx="65" cy="25" r="4" />
    <path className={styles.fine} d="M48 12c-3-3 3-5 0-8M68 15c-3-3 3-5 0-8M28 15c-3-3 3-5 0-8" />
    <path className={styles.soft} d="M18 56h60c0 16-9 26-19 28v6H37v-6c-10-2-19-12-19-28Z" />
    <path className={styles.threadLine} d="M30 68h36" />
  </>
)

/** A person at home. */
const residence = (
  <>
    <path className={styles.soft} d="M18 42v46h60V42L48 16 18 42Z" />
    <path className={styles.line} d="M8 50 48 14l40 36" />
    <circle className={styles.thread} cx="48" cy="52" r="10" />
    <path className={styles.thread} d="M30 86c0-12 8-19 18-19s18 7 18 19Z" />
  </>
)

/** A house on its plot, with the boundary stakes. */
const landHousing = (
  <>
    <path className={styles.soft} d="M48 46 90 66 48 88 6 66 48 46Z" />
    <path className={styles.paper} d="M32 38v27h32V38L48 24 32 38Z" />
    <path className={styles.line} d="M26 42 48 22l22 20" />
    <path className={styles.thread} d="M43 48h10v17H43z" />
    <path className={styles.line} d="M6 66V54M90 66V54M48 88V77" />
    <circle className={styles.thread} cx="6" cy="53" r="4" />
    <circle className={styles.thread} cx="90" cy="53" r="4" />
    <circle className={styles.thread} cx="48" cy="76" r="4" />
  </>
)

/** A market stall. */
const business = (
  <>
    <path className={styles.paper} d="M16 44v44h64V44Z" />
    <path className={styles.soft} d="M16 62h64v26H16Z" />
    <path className={styles.paper} d="M20 12h56l12 24H8Z" />
    <path className={styles.thread} d="M22 14h10l-6 22H10ZM43 14h10l3 22H40ZM64 14h10l12 22H70Z" />
    <path
      className={styles.line}
      d="M20 12h56l12 24c0 5-4 9-8 9s-8-4-8-9c0 5-4 9-8 9s-8-4-8-9c0 5-4 9-8 9s-8-4-8-9c0 5-4 9-8 9s-8-4-8-9c0 5-4 9-8 9s-8-4-8-9Z"
    />
    <circle className={styles.thread} cx="34" cy="75" r="5" />
    <circle className={styles.thread} cx="48" cy="75" r="5" />
    <circle className={styles.thread} cx="62" cy="75" r="5" />
  </>
)

/** A coin given into a hand. */
const benefits = (
  <>
    <circle className={styles.paper} cx="54" cy="26" r="20" />
    <circle className={styles.threadLine} cx="52" cy="29" r="7" />
    <path className={styles.threadLine} d="M59 15v21M54 20h10" />
    <path
      className={styles.soft}
      d="M20 62c8-6 16-6 24 0h14c7 0 7 10 0 10H46h14l20-11c7-3 12 4 6 9L64 87H20Z"
    />
    <path className={styles.line} d="M58 72H44" />
    <path className={styles.ink} d="M4 58h14v32H4z" />
  </>
)

/** A paper with a stamp. */
const certification = (
  <>
    <path className={styles.paper} d="M16 8h40l18 18v62H16Z" />
    <path className={styles.soft} d="M56 8v18h18Z" />
    <path className={styles.line} d="M28 32h18M28 46h34M28 60h14" />
    <circle className={styles.thread} cx="66" cy="70" r="20" />
    <path className={styles.stampMark} d="M56 70l7 7 13-14" />
  </>
)

/** A card with a face. */
const identity = (
  <>
    <rect className={styles.soft} x="5" y="18" width="86" height="60" rx="8" />
    <rect className={styles.paper} x="15" y="30" width="30" height="36" rx="3" />
    <circle className={styles.ink} cx="30" cy="43" r="7" />
    <path className={styles.ink} d="M18 64c0-8 5-12 12-12s12 4 12 12Z" />
    <path
      className={styles.thread}
      d="M56 30h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3H56a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3Z"
    />
    <path className={styles.line} d="M54 55h28M54 66h20" />
  </>
)

/** A folder with more in it. */
const other = (
  <>
    <path className={styles.paper} d="M22 12h44l10 10v40H22Z" />
    <path className={styles.soft} d="M8 34h28l8 10h44v40H8Z" />
    <circle className={styles.thread} cx="32" cy="64" r="5" />
    <circle className={styles.thread} cx="48" cy="64" r="5" />
    <circle className={styles.thread} cx="64" cy="64" r="5" />
  </>
)

const drawings = {
  birth,
  marriage,
  death,
  residence,
  'land-housing': landHousing,
  business,
  benefits,
  certification,
  identity,
  other,
} satisfies Record<LifeEvent, ReactNode>

export function LifeEventPicture({ event }: { readonly event: LifeEvent }) {
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 96 96"
      width="6rem"
      height="6rem"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[event]}
    </svg>
  )
}
