/**
 * Practice with invented people: this tab is marked, and every session begun or taken up in it says so by itself, so
 * that neither a reload nor a crash makes a real dossier of it. Nothing of a practice session is ever put in the outbox
 * or among the receipts. The mark goes with the tab, and with the first screen, where the next person begins.
 */
import { tabStore } from './tab.ts'

const marker = 'motcua-practice'
const listeners = new Set<() => void>()

export function isPractising(): boolean {
  return tabStore()?.getItem(marker) === '1'
}

export function setPractising(isOn: boolean): void {
  if (isOn === isPractising()) return
  if (isOn) tabStore()?.setItem(marker, '1')
  else tabStore()?.removeItem(marker)
  for (const listener of listeners) listener()
}

/** @returns the way to unsubscribe. */
export function subscribePractice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
