import { useLiveQuery } from 'dexie-react-hooks'
import { useLocation } from 'react-router'
import * as v from 'valibot'
import { isPractising } from '../../device/practice.ts'
import { queueRecord } from '../../device/records.ts'
import { currentUnitNews } from '../../device/unit-news.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { useDevice } from '../session/device-state.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { useBack } from '../ui/screen/use-back.ts'
import { Assistant } from './assistant.tsx'
import { useAccountGuide } from './use-account-guide.ts'

/** What the staff corner hands over: whoever comes from there is staff. */
const fromStaff = v.object({ isStaff: v.literal(true) })

/** The account assistant on a device, with or without a network. */
export function AssistanceScreen() {
  const guide = useAccountGuide()
  const device = useDevice()
  const today = vietnamDay(Date.now())
  const news = useLiveQuery(() => currentUnitNews(today), [today])
  const { state } = useLocation()
  const back = useBack()
  if (guide === null || device === undefined || news === undefined) return <Busy />
  const isForStaff =
    isPractising() || (device !== null && (device.role !== 'kiosk' || v.is(fromStaff, state)))
  return (
    <Assistant
      guide={guide}
      news={news}
      unitName={device?.unit.name ?? null}
      today={today}
      note={isForStaff ? (payload) => queueRecord({ kind: 'assistance', payload, now: new Date() }) : null}
      onLeave={back}
    />
  )
}
