/** The ten national dossier states (rules.md §1.5). What a device knows of its queue is a separate set. */
import type { LocalizedText } from '../text/localized.ts'

export type DossierState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

export const dossierStateNames = {
  1: { vi: 'Mới đăng ký', en: 'Newly filed' },
  2: { vi: 'Được tiếp nhận', en: 'Received' },
  3: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  4: { vi: 'Đang xử lý', en: 'Being handled' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'More papers requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment requested' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawal requested by the citizen' },
  8: { vi: 'Dừng xử lý', en: 'Handling stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Handled' },
  10: { vi: 'Đã trả kết quả', en: 'Result handed over' },
} satisfies Record<DossierState, LocalizedText>
