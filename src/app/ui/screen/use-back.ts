import { useLocation, useNavigate } from 'react-router'
import { useLeaveOnce } from './use-leave-once.ts'

/** One step back in this tab; to the home screen when the person came here by an address or a reload of the first page. */
export function useBack(): () => void {
  const navigate = useNavigate()
  const { key } = useLocation()
  const once = useLeaveOnce()
  return () => once(() => void (key === 'default' ? navigate('/') : navigate(-1)))
}
