import { useTranslation } from 'react-i18next'
import styles from '../declaration.module.css'
import { groupDigits } from '../use-answer-text.ts'

/** The digits of a personal number in groups of three, to be compared with the card. */
export function NumberHint({ typed }: { readonly typed: string }) {
  const { t } = useTranslation('declaration')
  const digits = typed.replace(/\D/g, '')
  return (
    <p className={styles.digits}>
      <span className={styles.grouped}>{groupDigits(digits)}</span>
      <span>{t('citizenNumber.count', { count: digits.length })}</span>
    </p>
  )
}
