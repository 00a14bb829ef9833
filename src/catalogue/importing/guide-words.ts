/** The few sentences that a guide made from a record needs of its own, as content: what the record does not say. */

export const guideWords = {
  place: { vi: 'Xin hỏi cán bộ một cửa nơi nộp hồ sơ.', en: 'Please ask the desk where to file it.' },
  result: { vi: 'Xin hỏi cán bộ về kết quả.', en: 'Please ask staff about the result.' },
  who: { vi: 'Xin hỏi cán bộ ai được làm.', en: 'Please ask staff who may file it.' },
  field: { vi: 'Chưa rõ lĩnh vực', en: 'Field not known' },
  timeInText: {
    vi: 'Thời hạn tùy trường hợp, xem “Thời gian, tiền theo cách nộp” ở dưới.',
    en: 'The time depends on the case, see “Time and fees by way of filing” below.',
  },
  timeWithoutUnit: (number: string) => ({
    vi: `Văn bản ghi “${number}”, không ghi là ngày hay giờ.`,
    en: `The record says “${number}” without days or hours.`,
  }),
  feeInText: {
    vi: 'Mức thu tùy trường hợp, xem “Thời gian, tiền theo cách nộp” ở dưới.',
    en: 'The fee depends on the case, see “Time and fees by way of filing” below.',
  },
  caseQuestion: { vi: 'Bạn thuộc trường hợp nào?', en: 'Which case is yours?' },
  channelQuestion: { vi: 'Bạn nộp bằng cách nào?', en: 'How will you hand it in?' },
  channel: {
    'in-person': { vi: 'Đến tận nơi', en: 'At the desk' },
    online: { vi: 'Qua mạng', en: 'Online' },
    postal: { vi: 'Gửi bưu điện', en: 'By post' },
  },
} as const

/** The record's own words in both languages: it exists in Vietnamese only. */
export function inVietnamese(text: string): { readonly vi: string; readonly en: string } {
  return { vi: text, en: text }
}

const units = {
  'working-days': 'ngày làm việc',
  days: 'ngày',
  hours: 'giờ',
  months: 'tháng',
} as const

/** `7 ngày làm việc`, as records write it. */
export function timeWords(value: number, unit: keyof typeof units | undefined): string {
  const number = String(value).replace('.', ',')
  return unit === undefined ? number : `${number} ${units[unit]}`
}

export function moneyWords(amount: number, currency: string | undefined): string {
  const isDong = currency === undefined || isVietnameseMoney(currency)
  return `${amount.toLocaleString('vi')} ${isDong ? 'đồng' : currency}`
}

/** `Việt Nam Đồng`, `Đồng`, `VND`, `đ`. */
export function isVietnameseMoney(currency: string): boolean {
  return /đồng|vn[dđ]|^đ$|dong/iu.test(currency.normalize('NFC'))
}
