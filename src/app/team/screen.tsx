import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import { setPractising } from '../../device/practice.ts'
import { NotFoundScreen } from '../frame/not-found-screen.tsx'
import { useDevice } from '../session/device-state.ts'
import { useSession } from '../session/session-context.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { ButtonLink } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { LockedScreen } from './locked-screen.tsx'
import { NewPinScreen } from './new-pin-screen.tsx'
import { ParkedScreen } from './parked-screen.tsx'
import { StartScreen } from './start-screen.tsx'
import { useTeamDoor } from './use-team.ts'
import { VisitScreen } from './visit-screen.tsx'

/** A community team on its phone; everything behind the PIN of the person who carries it. */
export function TeamScreen() {
  const { t } = useTranslation('team')
  const device = useDevice()
  const door = useTeamDoor()
  const { current } = useSession()
  const [isWiped, setIsWiped] = useState(false)
  const isSomebodyHere = current.state === 'open'
  useEffect(() => {
    // As at the first screen: what a team does from here is meant.
    if (!isSomebodyHere) setPractising(false)
  }, [isSomebodyHere])
  if (device === undefined || door === undefined) return <Busy />
  if (device?.role !== 'team' || door.state === 'unavailable') {
    const isNoTeam = door.state !== 'unavailable'
    return (
      <Screen
        title={t('title')}
        actions={
          <>
            <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
            {isNoTeam ? (
              <ButtonLink kind="primary" to="/ket-noi">
                {t('connect', { ns: 'common' })}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <Notice kind={isNoTeam ? 'information' : 'error'}>
          <p>{t(isNoTeam ? 'notTeam' : 'failed')}</p>
        </Notice>
      </Screen>
    )
  }
  if (door.state === 'unset') return <NewPinScreen isWiped={isWiped} />
  if (door.state === 'locked') {
    return <LockedScreen isHandedOver={door.isHandedOver} onWiped={() => setIsWiped(true)} />
  }
  return (
    <Routes>
      <Route index element={<StartScreen />} />
      <Route path="de-lai" element={<ParkedScreen />} />
      <Route path="chuyen" element={<VisitScreen unit={device.unit} />} />
      <Route path="*" element={<NotFoundScreen />} />
    </Routes>
  )
}
