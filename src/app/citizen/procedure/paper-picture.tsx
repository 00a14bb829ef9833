/** Small pictures of kinds of papers, on a 32 px grid. Decorative: the name stands beside each. */
import type { PaperPicture } from '../../../domain/guidance/paper-picture.ts'
import styles from './paper-picture.module.css'

const sheet = 'M7 3h13l6 6v20H7z'
const fold = 'M20 3v6h6'

const lines: Record<PaperPicture, string> = {
  form: `${sheet}${fold}M11 14h3v3h-3zM17 15.500h6M11 21h3v3h-3zM17 22.500h6`,
  certificate: 'M3 5h26v18H3zM8 10h16M8 14h9M19 17a3 3 0 1 0 6 0 3 3 0 0 0-6 0M20 20l-1 8 3-2 3 2-1-8',
  'identity-card':
    'M2 7h28v18H2zM6 21c0-3 2-4 4.500-4s4.500 1 4.500 4M8 13a2.500 2.500 0 1 0 5 0 2.500 2.500 0 0 0-5 0M19 12h7M19 16h7M19 20h4',
  book: 'M16 8c-3-3-8-3-12-2v19c4-1 9-1 12 2 3-3 8-3 12-2V6c-4-1-9-1-12 2M16 8v19',
  contract: `${sheet}${fold}M11 13h8M11 17h11M11 25c2-5 4-5 4-2s3-2 4 0 2 1 4-1`,
  photo:
    'M7 3h18v26H7zM11 24c0-4 2-6 5-6s5 2 5 6M12.500 12a3.500 3.500 0 1 0 7 0 3.500 3.500 0 0 0-7 0M7 24h18',
  map: 'M3 7l8-3 10 3 8-3v21l-8 3-10-3-8 3zM11 4v21M21 7v21M14 15l4-2M14 19h4',
  other: 'M3 10h10l3 3h13v14H3zM8 10V5h16v8M12 8h8',
}

export function PaperPictureDrawing({ picture }: { readonly picture: PaperPicture }) {
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 32 32"
      width="2rem"
      height="2rem"
      aria-hidden="true"
      focusable="false"
    >
      <path d={lines[picture]} />
    </svg>
  )
}
