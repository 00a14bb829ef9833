import { useTranslation } from 'react-i18next'

/** What a person at the desk can act on by its name; the rest is told as a fault of the server. */
const told = [
  'offline',
  'not-a-gateway',
  'too-many-requests',
  'unavailable',
  'forbidden',
  'not-found',
  'sign-in-required',
  'request-malformed',
  'payload-unreadable',
  'payload-too-large',
  'bundle-malformed',
  'server-full',
  'dossier-changed',
  'transition-not-allowed',
  'officer-unsuitable',
  'unit-unsuitable',
  'extension-used',
  'due-date-not-later',
  'second-supplement-request',
  'supplement-unmatched',
  'fee-changed',
  'fee-unknown',
  'fee-not-due',
  'fee-unpaid',
  'exemption-unchecked',
  'number-unavailable',
  'address-refused',
  'queue-off',
  'queue-changed',
  'audio-refused',
  'recording-changed',
  'own-recording',
  'amount-differs',
] as const

export function useProblemText(): (problem: string) => string {
  const { t } = useTranslation('desk')
  return (problem) => t(`problem.${told.find((code) => code === problem) ?? 'internal'}`)
}
