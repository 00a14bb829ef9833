/** What a unit's queue of people begins with, before anybody there has changed it. */
import { priorityReasons, type QueueSetting } from '../domain/visitor-queue/queue-setting.ts'

/** The groups are those that the commonest procedures of a commune fall into; no document prescribes them. */
export const standardQueue: QueueSetting = {
  isOn: false,
  groups: [
    {
      letter: 'A',
      name: { vi: 'Khai sinh, kết hôn, khai tử, sao y', en: 'Births, marriages, deaths, true copies' },
    },
    { letter: 'B', name: { vi: 'Nhà đất, xây dựng', en: 'Land and building' } },
    { letter: 'C', name: { vi: 'Trợ cấp, hỗ trợ', en: 'Allowances and support' } },
    { letter: 'D', name: { vi: 'Việc khác, nhận kết quả', en: 'Other matters, collecting results' } },
  ],
  priorities: priorityReasons,
  priorityInRow: 2,
  booking: { isOn: false, daysAhead: 7, slotMinutes: 30, capacity: 3 },
}
