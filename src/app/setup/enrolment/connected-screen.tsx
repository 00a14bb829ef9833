import { useTranslation } from 'react-i18next'
import type { Device } from '../../../device/identity.ts'
import { KeyboardSetting } from '../../keyboard/keyboard-setting.tsx'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
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
        <>
          {device.role === 'team' ? <ButtonLink to="/doi">{t('done.team')}</ButtonLink> : null}
          <ButtonLink kind="primary" to="/">
            {isNew ? t('done.start') : t('action.home', { ns: 'common' })}
          </ButtonLink>
        </>
      }
    >
      <Notice kind={isNew ? 'success' : 'information'} isLive={isNew}>
        <p>{t(`${texts}.body`)}</p>
        {hasUnusedCode ? <p>{t('already.codeUnused')}</p> : null}
      </Notice>
      <div className={styles.facts}>
        <Facts>
          <Fact name={t('fact.unit')}>
            <span lang="vi">{device.unit.name}</span>
          </Fact>
          <Fact name={t('fact.name')}>
            <span lang="vi">{device.name}</span>
          </Fact>
          <Fact name={t('fact.role')}>{t(`deviceRole.${device.role}`)}</Fact>
        </Facts>
      </div>
      <KeyboardSetting />
    </Screen>
  )
}
