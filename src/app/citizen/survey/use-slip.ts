import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { SurveyedStep } from '../../../device/survey.ts'
import { readSlip } from './slip-address.ts'

/** What the slip's address says, taken out of the address bar at once so that it stays in no history. */
export function useSlip(): SurveyedStep | null {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [slip, setSlip] = useState(() => readSlip(hash))
  useEffect(() => {
    if (hash === '') return
    // Another slip, scanned on the same phone.
    setSlip(readSlip(hash))
    void navigate(pathname, { replace: true })
  }, [hash, pathname, navigate])
  return slip
}
