import { formatMoney } from '../../../domain/form/money.ts'

/** `-20000` → `−20.000`: what a correction takes back. */
export function signedMoney(vnd: number): string {
  return vnd < 0 ? `−${formatMoney(-vnd)}` : formatMoney(vnd)
}
