import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'

/**
 * The code of a link such as `ket-noi#ma=7KQ2-M4XP`; empty without one. A fragment never reaches a server, and it is
 * taken out of the address bar at once, so that the code stays in no history.
 */
export function useCodeFromAddress(): string {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const given = new URLSearchParams(hash.slice(1)).get('ma')?.trim().slice(0, 40)
  const [code, setCode] = useState(given ?? '')
  useEffect(() => {
    if (given === undefined) return
    setCode(given)
    void navigate(pathname, { replace: true })
  }, [given, pathname, navigate])
  return code
}
