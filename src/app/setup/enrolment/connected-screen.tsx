import { useTranslation } from 'react-i18next'
import type { Device } from '../../../device/identity.ts'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './screen.module.css'

interface ConnectedScreenProps {
  readonly device: Device
  /** Connected just now. */
  readonly isNew: boolean
  /** Came with a code although the device is connected already. */
  readonly hasUnusedCode: boolean
}

/** To whom this device belongs. Nothing here can disconnect it. */
export function ConnectedScreen({ device, isNew, hasUnusedCode }: ConnectedScreenProps) {
  const { t } = useTranslation('setup')
  const texts = isNew ? 'done' : 'already'
  return (
    <Screen
      title={t(`${texts}.title`)}
      actions={
        <ButtonLink kind="primary" to="/">
          {isNew ? t('done.start') : t('action.home', { ns: 'common' })}
        </ButtonLink>
      }
    >
      <Notice kind={isNew ? 'success' : 'information'} isLive={isNew}>
        <p>{t(`${texts}.body`)}</p>
        {hasUnusedCode ? <p>{t('already.codeUnused')}</p> : null}
      </Notice>
      <dl className={styles.facts}>
        <div>
          <dt>{t('fact.unit')}</dt>
          <dd lang="vi">{device.unit.name}</dd>
        </div>
        <div>
          <dt>{t('fact.name')}</dt>
          <dd lang="vi">{device.name}</dd>
        </div>
        <div>
          <dt>{t('fact.role')}</dt>
          <dd>{t(`deviceRole.${device.role}`)}</dd>
        </div>
      </dl>
    </Screen>
  )
}
