import type { MouseEvent } from 'react'
import { type LinkProps, Link as RouterLink } from 'react-router'
import { useLeaveOnce } from '../screen/use-leave-once.ts'

/** A way to another screen, taken once: a second tap on it would make a second entry of the history. */
export function Link({ onClick, ...rest }: LinkProps) {
  const once = useLeaveOnce()

  function answer(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event)
    if (!isFollowedHere(event, rest)) return
    let isFirst = false
    once(() => {
      isFirst = true
    })
    if (!isFirst) event.preventDefault()
  }

  return <RouterLink {...rest} onClick={answer} />
}

/** Not what another page answers (`reloadDocument`) or another window shows: that is the browser's to follow. */
export function isFollowedHere(
  event: MouseEvent<HTMLAnchorElement>,
  { target, reloadDocument = false }: Pick<LinkProps, 'target' | 'reloadDocument'>,
): boolean {
  const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return (
    !event.defaultPrevented && target === undefined && !reloadDocument && event.button === 0 && !isModified
  )
}
