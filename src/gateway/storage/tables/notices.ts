/** Tables of what is told to people, and of what their banks tell. */
import type { PaymentProblem } from '../../../domain/fee/bank-payment.ts'
import type { MessageChannel, MessageKind } from '../../../domain/message/message.ts'
import type { NoticeKind } from '../../../domain/notice/notice.ts'

interface NoticeTable {
  readonly id: string
  /** It is for this unit and all below it. */
  readonly unit: string
  readonly kind: NoticeKind
  readonly audience: 'people' | 'teams'
  readonly procedure: string | null
  readonly from_day: string
  readonly until_day: string
  readonly reading_order: number
  readonly title_vi: string
  readonly text_vi: string
  readonly title_en: string | null
  readonly text_en: string | null
  readonly created_by: string
  readonly created_at: string
}

/** Where messages about a dossier go. Removed with the dossier's content. */
export interface MessageQueueTable {
  /** Of the dossier. */
  readonly id: string
  readonly unit: string
  readonly channel: MessageChannel
  readonly address: string
  readonly language: string
  /** What the link to end them carries. */
  readonly stop_code: string
  readonly agreed_at: string
  readonly stopped_at: string | null
  readonly stopped_by: 'citizen' | 'desk' | null
  /** `dead`: given up until somebody sends it again, or something new is to be told. */
  readonly state: 'waiting' | 'dead' | 'sent'
  readonly next_at: string
  readonly attempts: number
  readonly lease: string | null
  readonly lease_until: string | null
  /** 1 when something may have been sent and no answer came. */
  readonly is_in_doubt: number
  readonly problem: string | null
  readonly changed_at: string
}

interface MessageTable {
  readonly queue: string
  readonly number: number
  /** What the provider tells repetitions apart by. */
  readonly id: string
  /** The event, or the day reminded of: nothing is told twice. */
  readonly about: string
  readonly kind: MessageKind
  /** JSON of `storage/message-queue.ts`. */
  readonly data: string
  readonly queued_at: string
  readonly sent_at: string | null
  /** Not sent: unwanted by then, or too old. */
  readonly dropped_at: string | null
}

/** What the bank, or a platform, says of the unit's account. */
export interface BankPaymentTable {
  /** Of the transaction, as the bank has it. */
  readonly id: string
  readonly unit: string
  /** Local day of `paid_at`. */
  readonly day: string
  readonly kind: 'payment' | 'refund'
  readonly amount_vnd: number
  readonly description: string
  /** Transaction that a refund gives back. */
  readonly refunds: string | null
  readonly paid_at: string
  readonly received_at: string
  /** Of what was told: under one id nothing else is believed. */
  readonly digest: string
  readonly dossier: string | null
  /** `new`: not looked at to the end; `matched`: in the cash book; `parked`: for an officer; `settled`: an officer has. */
  readonly state: 'new' | 'matched' | 'parked' | 'settled'
  readonly problem: PaymentProblem | null
  readonly note: string | null
  readonly settled_by: string | null
  readonly settled_at: string | null
}

export interface NoticeTables {
  notices: NoticeTable
  message_queues: MessageQueueTable
  messages: MessageTable
  bank_payments: BankPaymentTable
}
