import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readStaffPin } from '../../../device/kiosk-setting.ts'
import { attempt } from '../../../device/storage-state.ts'
import { useDevice } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { AdministratorForm } from './administrator-form.tsx'
import { CornerPanel } from './corner-panel.tsx'
import { NewPinScreen } from './new-pin-screen.tsx'
import { PinForm } from './pin-form.tsx'

type Door =
  | { readonly at: 'pin' }
  /** No PIN yet, or nobody knows it. */
  | { readonly at: 'administrator' }
  | { readonly at: 'new-pin' }
  | { readonly at: 'inside' }

/** For staff, on the device itself: what state it is in and what can be done about it. Open only while it is on show. */
export function StaffCorner() {
  const { t } = useTranslation('kiosk')
  const device = useDevice()
  const hasPin = useLiveQuery(async () => {
    const read = await attempt(readStaffPin)
    return read.ok && read.value !== null
  })
  const [door, setDoor] = useState<Door>({ at: 'pin' })
  const inside = () => setDoor({ at: 'inside' })

  if (device === undefined || hasPin === undefined) return <Busy />
  if (device === null) {
    return (
      <Screen
        title={t('corner.title')}
        actions={
          <>
            <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
            <ButtonLink kind="primary" to="/ket-noi">
              {t('connect', { ns: 'common' })}
            </ButtonLink>
          </>
        }
      >
        <Notice kind="information">
          <p>{t('corner.notConnected')}</p>
        </Notice>
      </Screen>
    )
  }
  if (door.at === 'inside') return <CornerPanel device={device} onNewPin={() => setDoor({ at: 'new-pin' })} />
  if (door.at === 'new-pin') return <NewPinScreen onSet={inside} />
  if (door.at === 'administrator' || !hasPin) {
    return (
      <AdministratorForm unit={device.unit} isFirst={!hasPin} onProved={() => setDoor({ at: 'new-pin' })} />
    )
  }
  return <PinForm onRight={inside} onForgotten={() => setDoor({ at: 'administrator' })} />
}
