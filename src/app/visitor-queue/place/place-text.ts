import { useTranslation } from 'react-i18next'
import type { TicketView } from '../../../contract/visitor-queue.ts'

/** Where a ticket is, in one or two short lines; nothing is promised that is not known. */
export function usePlaceText(): (view: TicketView) => readonly string[] {
  const { t } = useTranslation('ticket')
  return ({ state, ahead, wait, counter }) => {
    const place = { counter: counter ?? t('place.somewhere') }
    if (state === 'called' || state === 'serving') return [t(`place.${state}`, place)]
    if (state !== 'waiting') return [t(`place.${state}`)]
    const people =
      ahead === null ? [] : [ahead === 0 ? t('place.next') : t('place.waiting', { count: ahead })]
    if (wait === null) return [...people, t('place.waitUnknown')]
    const { fromMinutes: from, untilMinutes: until } = wait
    return [...people, from === 0 ? t('place.waitUpTo', { until }) : t('place.wait', { from, until })]
  }
}
