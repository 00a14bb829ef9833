import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../ui/busy/busy.tsx'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Disclosure } from '../ui/disclosure/disclosure.tsx'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

/** What opens, and what is waited for. */
export function Folds() {
  const { t } = useTranslation('specimen')
  const [open, setOpen] = useState<'narrow' | 'wide' | null>(null)
  const close = () => setOpen(null)
  return (
    <Section title={t('folds.title')}>
      <Disclosure summary={t('folds.summary')}>
        <p>{t('folds.body')}</p>
      </Disclosure>
      <div className={styles.row}>
        <Button onClick={() => setOpen('narrow')}>{t('folds.ask')}</Button>
        <Button onClick={() => setOpen('wide')}>{t('folds.wide')}</Button>
      </div>
      <Dialog
        title={t('folds.dialogTitle')}
        isOpen={open !== null}
        isWide={open === 'wide'}
        onClose={close}
        actions={
          <>
            <Button kind="danger" onClick={close}>
              {t('buttons.danger')}
            </Button>
            <Button kind="primary" onClick={close}>
              {t('primary')}
            </Button>
          </>
        }
      >
        <p>{t('folds.dialogBody')}</p>
      </Dialog>
      <Busy />
    </Section>
  )
}
