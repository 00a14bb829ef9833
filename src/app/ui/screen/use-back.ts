import { useLocation, useNavigate } from 'react-router'

/** One step back in this tab; to the home screen when the person came here by an address or a reload of the first page. */
export function useBack(): () => void {
  const navigate = useNavigate()
  const { key } = useLocation()
  return () => {
    if (key === 'default') void navigate('/')
    else void navigate(-1)
  }
}
