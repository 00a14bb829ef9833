import { amountInWords } from '../../../domain/text/number-in-words.ts'
import styles from './amount-in-words.module.css'

/** An amount as it is read out: a zero too many is heard and seen. In Vietnamese beside any language, as on receipts. */
export function AmountInWords({ vnd }: { readonly vnd: number }) {
  return (
    <span lang="vi" className={styles.words}>
      {amountInWords(vnd)}
    </span>
  )
}
