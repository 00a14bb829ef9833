import { type ReactNode, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { handoutText } from '../../../domain/guidance/handout.ts'
import { useDevice } from '../../session/device-state.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { handoutLines } from './handout-lines.ts'
import { type Layout, PrintedGuide } from './printed-guide.tsx'
import styles from './take-home.module.css'
import type { Guidance } from './use-guidance.ts'
import { useVietnameseWords, useWords } from './use-words.ts'

/** About 97 modules a side: a cheap camera still reads it from a screen. */
const codeBytes = 660

interface TakeHomeProps {
  readonly guidance: Guidance
  readonly isOpen: boolean
  readonly onClose: () => void
  /** The screen, which is not printed. */
  readonly children: ReactNode
}

/** The guide as a code for the phone, and on paper. The code is in Vietnamese: the family reads it too. */
export function TakeHome({ guidance, isOpen, onClose, children }: TakeHomeProps) {
  const { t: common } = useTranslation()
  const words = useWords()
  const vietnamese = useVietnameseWords()
  const unitName = useDevice()?.unit.name
  const { print, hasFailed } = usePrint()
  const [layout, setLayout] = useState<Layout>('a4')
  const { t } = words
  const text = handoutText(handoutLines(vietnamese, guidance, unitName), codeBytes)
  const printAs = (wanted: Layout) => {
    // The dialog takes the page as it is in that moment.
    flushSync(() => setLayout(wanted))
    print()
  }
  return (
    <>
      <div className={styles.onScreen}>
        {children}
        <Dialog
          title={t('takeHome.title')}
          isOpen={isOpen}
          onClose={onClose}
          actions={
            <>
              <Button icon={<Icon name="print" />} onClick={() => printAs('a4')}>
                {t('takeHome.a4')}
              </Button>
              <Button icon={<Icon name="print" />} onClick={() => printAs('slip')}>
                {t('takeHome.slip')}
              </Button>
              <Button kind="primary" onClick={onClose}>
                {common('action.close')}
              </Button>
            </>
          }
        >
          {isOpen ? (
            <div className={styles.code}>
              <QrCode text={text} label={t('takeHome.qrLabel')} />
            </div>
          ) : null}
          <p>{t('takeHome.how')}</p>
          {hasFailed ? (
            <Notice kind="warning" isLive>
              <p>{t('takeHome.failed')}</p>
            </Notice>
          ) : null}
        </Dialog>
      </div>
      <PrintedGuide
        layout={layout}
        procedure={guidance.procedure}
        lines={handoutLines(words, guidance, unitName)}
        text={text}
      />
    </>
  )
}
