/** A ticket as whoever holds it may see it. */
import { standardQueue } from '../../catalogue/standard-queue.ts'
import type { TicketView } from '../../contract/visitor-queue.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { isAtCounter } from '../../domain/visitor-queue/ticket-states.ts'
import { estimateWait } from '../../domain/visitor-queue/wait-estimate.ts'
import type { GatewayContext } from '../context.ts'
import { laneOf, type VisitorTicket } from '../storage/visitor-tickets.ts'

export async function ticketViewOf(context: GatewayContext, ticket: VisitorTicket): Promise<TicketView> {
  const { storage, now } = context
  const unit = await storage.units.find(ticket.unit)
  const setting = (await storage.visitorQueue.setting(ticket.unit)) ?? standardQueue
  const isOver = ticket.day !== vietnamDay(now().toISOString())
  const counters = await storage.visitorQueue.counters(ticket.unit)
  const isAt = isAtCounter(ticket.state) || ticket.state === 'served'
  const place = ticket.state === 'waiting' && !isOver ? await placeOf(context, ticket) : null
  return {
    unit: ticket.unit,
    unitName: unit?.name ?? ticket.unit,
    number: ticket.number,
    group: setting.groups.find(({ letter }) => letter === ticket.letter)?.name ?? {
      vi: ticket.letter,
      en: ticket.letter,
    },
    isPriority: laneOf(ticket) === 'priority',
    state: isOver ? 'over' : ticket.state,
    takenAt: ticket.taken_at,
    counter: isAt ? (counters.find(({ id }) => id === ticket.counter)?.name ?? null) : null,
    calledAt: ticket.called_at,
    ahead: place?.ahead ?? null,
    wait: place?.wait ?? null,
  }
}

/**
 * Among all whom the counters of its group may call before it. Each counter has an order of its own; where their
 * groups differ this is the longest way, so that nobody is promised too much.
 */
async function placeOf({ storage }: GatewayContext, ticket: VisitorTicket) {
  const { visitorQueue } = storage
  const setting = (await visitorQueue.setting(ticket.unit)) ?? standardQueue
  const open = (await visitorQueue.counters(ticket.unit)).filter(
    ({ id, officer, letters }) =>
      officer !== null && letters.includes(ticket.letter) && (ticket.counter ?? id) === id,
  )
  const letters = new Set([ticket.letter, ...open.flatMap((counter) => [...counter.letters])])
  const order = (await visitorQueue.waiting(ticket.unit, setting, ticket.day, null)).filter(({ letter }) =>
    letters.has(letter),
  )
  const ahead = Math.max(
    0,
    order.findIndex(({ id }) => id === ticket.id),
  )
  const pace = await visitorQueue.paceOf(
    ticket.unit,
    ticket.day,
    open.map(({ id }) => id),
  )
  return { ahead, wait: estimateWait(ahead, pace.counters, pace.minutes) }
}
