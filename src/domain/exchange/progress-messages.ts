/** `CapNhatTienDoHoSoMC` and `DongBoTrangThaiHoSo`: what happened to a dossier, step by step (exchange format §4). */
import { dossierStateNames } from '../dossier/states.ts'
import { type ResultFile, resultFile } from './dossier-message.ts'
import { cut, exchangeTime } from './message-values.ts'
import type { SharedDossier, SharedStep } from './shared-dossier.ts'

/** At most so many steps in a call. */
export const stepsPerCall = 10

export interface StepMessage {
  readonly MaHoSo: string
  readonly NguoiXuLy: string
  readonly ChucDanh: string
  readonly ThoiDiemXuLy: string
  readonly PhongBanXuLy: string
  readonly NoiDungXuLy: string
  readonly TrangThai: string
  readonly NgayBatDau: string
  readonly NgayKetThucTheoQuyDinh: string
}

export function stepMessage(number: string, step: SharedStep): StepMessage {
  return {
    MaHoSo: number,
    NguoiXuLy: cut(step.by, 50),
    ChucDanh: '',
    ThoiDiemXuLy: exchangeTime(step.at),
    PhongBanXuLy: step.department ?? '',
    NoiDungXuLy: contentOf(step),
    TrangThai: String(step.state),
    NgayBatDau: exchangeTime(step.at),
    NgayKetThucTheoQuyDinh: exchangeTime(step.dueAt),
  }
}

export interface StatusMessage {
  /** The portal's. */
  readonly MaHoSo: string
  /** Ours, once it has one. */
  readonly MaHoSoDonVi: string
  readonly MaDoiTuong: string
  readonly NoiDung: string
  readonly NgayXuLy: string
  readonly TrangThai: string
  readonly TaiLieuXuLy: readonly ResultFile[]
}

/** @param portal of the dossier, which was filed on the portal. */
export function statusMessage(
  dossier: SharedDossier,
  portal: NonNullable<SharedDossier['portal']>,
  step: SharedStep,
): StatusMessage {
  const hasResult = step.state === 9 || step.state === 10
  const results = dossier.documents.filter(({ kind, isReplaced }) => kind === 'result' && !isReplaced)
  return {
    MaHoSo: portal.number,
    MaHoSoDonVi: dossier.number ?? '',
    MaDoiTuong: portal.account ?? '',
    NoiDung: contentOf(step),
    NgayXuLy: exchangeTime(step.at),
    TrangThai: String(step.state),
    TaiLieuXuLy: hasResult
      ? results.map((document) => resultFile(document, dossier.procedure.resultCode))
      : [],
  }
}

/** What was done, and what was written beside it. */
export function contentOf({ event, state, note }: SharedStep): string {
  const words = stepWords[event] ?? dossierStateNames[state].vi
  return note === null || note === '' ? words : `${words}: ${note}`
}

const stepWords: Readonly<Record<string, string>> = {
  receive: 'Tiếp nhận hồ sơ',
  refuse: 'Từ chối tiếp nhận',
  'request-supplement': 'Yêu cầu bổ sung giấy tờ',
  supplement: 'Đã nhận đủ giấy tờ bổ sung',
  lapse: 'Dừng xử lý do quá thời hạn bổ sung',
  assign: 'Phân công xử lý',
  start: 'Bắt đầu xử lý',
  transfer: 'Chuyển xử lý',
  'accept-transfer': 'Nhận xử lý',
  'decline-transfer': 'Không nhận xử lý',
  'request-payment': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  pay: 'Đã thực hiện nghĩa vụ tài chính',
  'submit-for-signature': 'Trình ký',
  sign: 'Đã ký, đã có kết quả',
  'send-back': 'Trả lại để xử lý',
  finish: 'Đã có kết quả',
  extend: 'Hẹn lại ngày trả kết quả',
  stop: 'Dừng xử lý',
  withdraw: 'Công dân rút hồ sơ',
  'hand-over': 'Đã trả kết quả',
}

/** Events that are steps of the work; what only looks at papers, fees or the file is told with the dossier itself. */
export function isStep(event: string): boolean {
  return Object.hasOwn(stepWords, event)
}
