import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallFeed } from '../../../contract/visitor-queue.ts'
import { spokenParts } from '../../../domain/visitor-queue/ticket-number.ts'
import { createSpeaker, type Speaker } from './speaker.ts'

interface Announcements {
  readonly isSoundOn: boolean
  /** By a tap. */
  readonly turnOn: () => void
}

/** Says each call once, and each recall again; what had been called before the screen was opened is not said. */
export function useAnnouncements(feed: CallFeed | null): Announcements {
  const { i18n } = useTranslation('ticket')
  const speaker = useRef<Speaker | null>(null)
  const said = useRef<ReadonlySet<string> | null>(null)
  const [isSoundOn, setIsSoundOn] = useState(false)

  useEffect(() => {
    const made = createSpeaker()
    speaker.current = made
    // A kiosk's browser may be set to need no tap.
    void made.wake().then(setIsSoundOn)
    return made.stop
  }, [])

  useEffect(() => {
    if (feed === null) return
    const calls = feed.calls.map((call) => ({
      ...call,
      key: `${call.number} ${call.times} ${call.calledAt}`,
    }))
    const before = said.current
    said.current = new Set(calls.map(({ key }) => key))
    if (before === null) return
    // A waiting room in Vietnam is spoken to in Vietnamese, whatever language the screen was left in.
    const t = i18n.getFixedT('vi', 'ticket')
    for (const { number, counter, key } of calls.toReversed())
      if (!before.has(key))
        speaker.current?.say({
          number,
          counter,
          text: t('calls.spoken', { number: spokenParts(number).join(' '), counter }),
        })
  }, [feed, i18n])

  return {
    isSoundOn,
    turnOn: () => void speaker.current?.wake().then(setIsSoundOn),
  }
}
