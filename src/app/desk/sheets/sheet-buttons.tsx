import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { type Sheet, saveCsv, saveXlsx } from './sheet.ts'
import styles from './sheet-buttons.module.css'

interface SheetButtonsProps {
  readonly sheet: () => Sheet
  /** Of the file, without its ending. */
  readonly name: string
}

/** To take a report along: as a table, or on paper. */
export function SheetButtons({ sheet, name }: SheetButtonsProps) {
  const { t } = useTranslation('reports')
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const { print } = usePrint()

  async function saveAsXlsx(): Promise<void> {
    setIsBusy(true)
    try {
      await saveXlsx(sheet(), name)
      setHasFailed(false)
    } catch (error) {
      // The writer is a chunk of its own, which does not arrive while the network is away.
      if (!(error instanceof TypeError)) throw error
      setHasFailed(true)
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <div className={`${styles.buttons} no-print`}>
      <Button icon={<Icon name="print" />} onClick={print}>
        {t('print')}
      </Button>
      <Button isBusy={isBusy} onClick={() => void saveAsXlsx()}>
        {t('xlsx')}
      </Button>
      <Button onClick={() => saveCsv(sheet(), name)}>{t('csv')}</Button>
      {hasFailed ? <Notice kind="error" title={t('exportFailed')} isLive /> : null}
    </div>
  )
}
