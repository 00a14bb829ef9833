import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFeed } from '../../../contract/visitor-queue.ts'
import { spokenParts } from '../../../domain/visitor-queue/ticket-number.ts'
import { createSpeaker, type Speaker } from './speaker.ts'

/**
 * Says each call once, and each recall again; what had been called before the screen was opened is not said.
 *
 * @param onSound must keep its identity. @returns the way to turn the sound on, by a tap.
 */
export function useAnnouncements(feed: CallFeed | null, onSound: (isOn: boolean) => void): () => void {
  // A waiting room in Vietnam is spoken to in Vietnamese, whatever language the screen was left in.
  const { t } = useTranslation('ticket', { lng: 'vi' })
  const speaker = useRef<Speaker | null>(null)
  const said = useRef<ReadonlySet<string> | null>(null)

  useEffect(() => {
    const made = createSpeaker()
    speaker.current = made
    // A kiosk's browser may be set to need no tap.
    void made.wake().then(onSound)
    return made.stop
  }, [onSound])

  useEffect(() => {
    if (feed === null) return
    const calls = feed.calls.map((call) => ({
      ...call,
      key: `${call.number} ${call.times} ${call.calledAt}`,
    }))
    const before = said.current
    said.current = new Set(calls.map(({ key }) => key))
    if (before === null) return
    for (const { number, counter, key } of calls.toReversed())
      if (!before.has(key))
        speaker.current?.say({
          number,
          counter,
          text: t('calls.spoken', { number: spokenParts(number).join(' '), counter }),
        })
  }, [feed, t])

  return () => void speaker.current?.wake().then(onSound)
}
