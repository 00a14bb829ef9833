import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

const kinds = ['primary', 'secondary', 'quiet', 'danger'] as const

export function Buttons() {
  const { t } = useTranslation('specimen')
  return (
    <Section title={t('buttons.title')}>
      <div className={styles.row}>
        {kinds.map((kind) => (
          <Button key={kind} kind={kind}>
            {t(`buttons.${kind}`)}
          </Button>
        ))}
      </div>
      <div className={styles.row}>
        {kinds.map((kind) => (
          <Button key={kind} kind={kind} isBusy>
            {t('buttons.busy')}
          </Button>
        ))}
      </div>
      <div className={styles.row}>
        <Button disabled>{t('buttons.disabled')}</Button>
        <Button icon={<Icon name="camera" />}>{t('buttons.icon')}</Button>
        <ButtonLink to="/ui">{t('buttons.link')}</ButtonLink>
        <ButtonLink to="/ui" kind="primary" icon={<Icon name="forward" />}>
          {t('buttons.link')}
        </ButtonLink>
      </div>
    </Section>
  )
}
