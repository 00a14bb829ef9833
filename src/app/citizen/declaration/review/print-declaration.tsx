import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { usePrint } from '../../../ui/print/use-print.ts'
import styles from './review.module.css'

/** For those who sign by hand: the declaration on paper. */
export function PrintDeclaration() {
  const { t } = useTranslation('declaration')
  const { print, hasFailed } = usePrint()
  return (
    <section className={styles.section}>
      <div>
        <Button icon={<Icon name="print" />} onClick={print}>
          {t('review.print')}
        </Button>
      </div>
      <p>{t('review.printHelp')}</p>
      {hasFailed ? (
        <Notice kind="warning" isLive>
          <p>{t('review.printFailed')}</p>
        </Notice>
      ) : null}
    </section>
  )
}
