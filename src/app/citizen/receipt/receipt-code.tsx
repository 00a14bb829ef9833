import styles from './screen.module.css'

/** The code as one reads it out: two groups for the eye, sign by sign for the ear. */
export function ReceiptCode({ code }: { readonly code: string }) {
  return (
    <p className={styles.code} translate="no">
      <span aria-hidden="true">{code}</span>
      <span className="visually-hidden">{[...code.replace('-', '')].join(' ')}</span>
    </p>
  )
}
