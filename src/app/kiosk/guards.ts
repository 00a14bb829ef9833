/**
 * On a kiosk, nothing that a hand or a keyboard does may lead out of the app: no menu, no dragging, no browser
 * shortcut, no page of another site. What a browser keeps for itself (closing a window, other programs) is for the
 * lock-down of the machine (README).
 */
import './kiosk.css'

/** With Ctrl or Meta: find, print, save, source, zoom, history, downloads, new windows, reloading, closing, the address. */
const shortcuts = new Set('fgpsouhjdntwrelk+-=0_'.split(''))
/** Copying within one's own form stays. */
const navigationKeys = new Set([
  'BrowserBack',
  'BrowserForward',
  'BrowserHome',
  'BrowserRefresh',
  'BrowserSearch',
  'BrowserFavorites',
  'ContextMenu',
])

/** Opens the staff corner where there is no logo to press: nothing else in a browser has it. */
export function isCornerKey({ key, ctrlKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'F9' && ctrlKey && shiftKey
}

/** @returns the way to take the guards off. */
export function putGuards(): () => void {
  const root = document.documentElement
  root.dataset.kiosk = ''
  const options = { capture: true, passive: false } as const
  addEventListener('keydown', stopShortcut, options)
  addEventListener('click', stopLeaving, options)
  addEventListener('auxclick', prevent, options)
  addEventListener('wheel', stopZooming, options)
  for (const event of prevented) addEventListener(event, prevent, options)
  return () => {
    delete root.dataset.kiosk
    removeEventListener('keydown', stopShortcut, options)
    removeEventListener('click', stopLeaving, options)
    removeEventListener('auxclick', prevent, options)
    removeEventListener('wheel', stopZooming, options)
    for (const event of prevented) removeEventListener(event, prevent, options)
  }
}

const prevented = ['contextmenu', 'dragstart', 'dragover', 'drop'] as const

function prevent(event: Event): void {
  event.preventDefault()
}

function stopShortcut(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event
  const isFunctionKey = /^F\d+$/.test(key) && !isCornerKey(event)
  const isShortcut = (ctrlKey || metaKey) && !altKey && shortcuts.has(key.toLowerCase())
  const isWayBack = altKey && ['ArrowLeft', 'ArrowRight', 'Home'].includes(key)
  if (isFunctionKey || isShortcut || isWayBack || navigationKeys.has(key)) event.preventDefault()
}

function stopZooming(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault()
}

/** Links to elsewhere, into a new window, or held with a key that makes a browser do more than open them. */
function stopLeaving(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return
  const link = event.target.closest<HTMLAnchorElement>('a[href]')
  if (link === null) return
  const isElsewhere = new URL(link.href).origin !== location.origin
  const isMore = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  if (isElsewhere || isMore || (link.target !== '' && link.target !== '_self')) event.preventDefault()
}
