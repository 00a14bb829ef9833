/**
 * `DongBoHoSoMC`: the whole dossier as the portal keeps it, field by field (exchange format §4). The state is the true
 * one; what is not known is an empty text, never a value that satisfies a field.
 */

import { cut, exchangeBoolean, exchangeTime } from './message-values.ts'
import type { SharedDocument, SharedDossier, SharedSupplement } from './shared-dossier.ts'

export interface SubmittedFile {
  readonly TepDinhKemId: string
  readonly TenTepDinhKem: string
  readonly IsDeleted: 'True' | 'False'
  readonly MaThanhPhanHoSo: string
  readonly DuongDanTaiTepTin: string
  readonly DuocSoHoa: '0' | '1'
  readonly DuocTaiSuDung: '0' | '1' | '2'
  readonly DuocLayTuKhoDMQG: '0' | '1'
  readonly MaKetQuaThayThe: string
}

export interface ResultFile {
  readonly TenGiayTo: string
  readonly MaThanhPhanHoSo: string
  readonly GiayToId: string
  readonly DuongDanTepTinKetQua: string
  readonly MaGiayToKetQua: string
}

/** Texts but for what the samples of the format write as lists, whole numbers and booleans. */
export interface DossierMessage {
  readonly MaHoSo: string
  readonly MaTTHC: string
  readonly TenTTHC: string
  readonly MaLinhVuc: string
  readonly TenLinhVuc: string
  readonly KenhThucHien: string
  readonly SoBienNhan: string
  readonly SoGiayToChuHoSo: string
  readonly ChuHoSo: string
  readonly LoaiDoiTuong: string
  readonly MaDoiTuong: string
  readonly ThongTinKhac: string
  readonly Email: string
  readonly Fax: string
  readonly SoDienThoai: string
  readonly TrichYeuHoSo: string
  readonly NgayNopHoSo: string
  readonly NgayTiepNhan: string
  readonly NgayHenTra: string
  readonly TrangThaiHoSo: string
  readonly NgayTuChoi: string
  readonly NgayTra: string
  readonly ThongTinTra: string
  readonly HinhThuc: string
  readonly NgayKetThucXuLy: string
  readonly DonViXuLy: string
  readonly GhiChu: string
  readonly TaiLieuNop: readonly SubmittedFile[]
  readonly DanhSachLePhi: readonly Fee[]
  readonly DanhSachTepDinhKemKhac: readonly never[]
  readonly DanhSachHoSoBoSung: readonly Supplement[]
  readonly DanhSachGiayToKetQua: readonly ResultFile[]
  readonly NoiNopHoSo: string
  readonly HoSoCoThanhPhanSoHoa: '0' | '1'
  readonly TaiKhoanDuocXacThucVoiVNeID: '' | '0'
  readonly DuocThanhToanTrucTuyen: '' | '0'
  readonly DinhDanhCHS: readonly { readonly LoaiDinhDanh: '1' | '2'; readonly SoDinhDanh: string }[]
  readonly DSKetNoiCSDL: readonly never[]
}

interface Fee {
  readonly TenPhiLePhi: string
  readonly MaPhiLePhi: string
  readonly HinhThucThu: string
  readonly Gia: string
  readonly LoaiPhiLePhi: string
}

interface Supplement {
  readonly HoSoBoSungId: number
  readonly NguoiYeuCauBoSung: string
  readonly NoiDungBoSung: string
  readonly NgayBoSung: string
  readonly NguoiTiepNhanBoSung: string
  readonly ThongTinTiepNhan: string
  readonly NgayTiepNhanBoSung: string
  readonly TrangThaiBoSung: boolean
  readonly DanhSachGiayToBoSung: readonly never[]
  readonly DanhSachLePhiBoSung: readonly never[]
  readonly NgayHenTraTruoc: string
  readonly NgayHenTraMoi: string
}

export function dossierMessage(dossier: SharedDossier): DossierMessage {
  const { procedure, owner, state, documents } = dossier
  const submitted = documents.filter(({ kind }) => kind === 'component')
  const results = documents.filter(({ kind, isReplaced }) => kind === 'result' && !isReplaced)
  const isFromPortal = dossier.portal !== null
  return {
    MaHoSo: dossier.number ?? '',
    MaTTHC: procedure.code,
    TenTTHC: procedure.name ?? '',
    MaLinhVuc: procedure.field.code ?? '',
    TenLinhVuc: procedure.field.name ?? '',
    KenhThucHien: isFromPortal ? '2' : '1',
    SoBienNhan: dossier.receiptCode,
    SoGiayToChuHoSo: owner.identityNumber ?? '',
    ChuHoSo: owner.name,
    LoaiDoiTuong: ownerKind(owner.kind),
    MaDoiTuong: dossier.portal?.account ?? '',
    ThongTinKhac: '',
    Email: owner.email ?? '',
    Fax: '',
    SoDienThoai: owner.phone ?? '',
    TrichYeuHoSo: procedure.name === null ? '' : cut(subjectOf(dossier, procedure.name), 1000),
    NgayNopHoSo: exchangeTime(dossier.filedAt),
    NgayTiepNhan: exchangeTime(dossier.receivedAt),
    NgayHenTra: exchangeTime(dossier.dueAt),
    TrangThaiHoSo: String(state),
    NgayTuChoi: state === 3 ? exchangeTime(dossier.closedAt) : '',
    NgayTra: exchangeTime(dossier.returnedAt),
    ThongTinTra: dossier.returnedAt === null ? '' : returnWords[dossier.returnWay],
    HinhThuc: dossier.returnWay === 'post' ? '1' : '0',
    // Without a result the handling ends where the dossier does (states 3, 7, 8).
    NgayKetThucXuLy: exchangeTime(dossier.finishedAt ?? dossier.closedAt),
    DonViXuLy: dossier.handler ?? '',
    // Long notes made messages fail, and nothing is counted by them.
    GhiChu: '',
    TaiLieuNop: submitted.map(submittedFile),
    DanhSachLePhi: dossier.fees.map((fee) => feeOf(fee, dossier)),
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: dossier.supplements.map(supplementOf),
    DanhSachGiayToKetQua: results.map((document) => resultFile(document, procedure.resultCode)),
    NoiNopHoSo: isFromPortal ? '1' : '2',
    HoSoCoThanhPhanSoHoa: submitted.some(({ isReplaced }) => !isReplaced) ? '1' : '0',
    // At the kiosk and the counter nobody signs in with an account; of the portal's own the portal knows.
    TaiKhoanDuocXacThucVoiVNeID: isFromPortal ? '' : '0',
    // Money is taken at the counter or by transfer, on no payment gateway; what was paid on the portal it knows.
    DuocThanhToanTrucTuyen: isFromPortal ? '' : '0',
    DinhDanhCHS: identitiesOf(owner.identityNumber),
    DSKetNoiCSDL: [],
  }
}

const returnWords = {
  counter: 'Trả tại quầy',
  post: 'Trả qua bưu chính',
  electronic: 'Trả kết quả điện tử',
} as const satisfies Record<SharedDossier['returnWay'], string>

/** 1 citizen, 2 business, 3 state agency, 4 other organisation; a household business has no number of its own. */
function ownerKind(kind: SharedDossier['owner']['kind']): string {
  switch (kind) {
    case 'citizen':
      return '1'
    case 'business':
      return '2'
    case 'state-agency':
      return '3'
    case 'organisation':
      return '4'
    case 'household-business':
    case null:
      return ''
  }
}

function subjectOf({ subjectName, owner }: SharedDossier, procedure: string): string {
  return `${procedure}: ${subjectName ?? owner.name}`
}

/** 1 is the number of twelve digits, 2 the old card's of nine; of other papers there is no code. */
function identitiesOf(number: string | null): DossierMessage['DinhDanhCHS'] {
  if (number === null) return []
  if (/^\d{12}$/.test(number)) return [{ LoaiDinhDanh: '1', SoDinhDanh: number }]
  return /^\d{9}$/.test(number) ? [{ LoaiDinhDanh: '2', SoDinhDanh: number }] : []
}

function submittedFile({ id, name, isReplaced, code, url }: SharedDocument): SubmittedFile {
  return {
    TepDinhKemId: id,
    TenTepDinhKem: cut(name, 4000),
    IsDeleted: exchangeBoolean(isReplaced),
    MaThanhPhanHoSo: code ?? '',
    DuongDanTaiTepTin: url ?? '',
    DuocSoHoa: '1',
    // Each file was scanned or uploaded for this very dossier.
    DuocTaiSuDung: '0',
    DuocLayTuKhoDMQG: '0',
    MaKetQuaThayThe: '',
  }
}

export function resultFile({ id, name, url }: SharedDocument, resultCode: string | null): ResultFile {
  return {
    TenGiayTo: cut(name, 2000),
    MaThanhPhanHoSo: '',
    GiayToId: id,
    DuongDanTepTinKetQua: url ?? '',
    MaGiayToKetQua: resultCode ?? '',
  }
}

/** HinhThucThu: 1 at reception, 4 at hand-over; what was paid in between is neither. */
function feeOf(
  { kind, amountVnd, paidAt }: SharedDossier['fees'][number],
  { receivedAt, finishedAt }: SharedDossier,
): Fee {
  const isAtEnd = paidAt !== null && finishedAt !== null && paidAt >= finishedAt
  const isAtReception = paidAt !== null && receivedAt !== null && paidAt <= receivedAt
  return {
    TenPhiLePhi: kind === 'fee' ? 'Lệ phí' : 'Phí',
    MaPhiLePhi: '',
    HinhThucThu: isAtEnd ? '4' : isAtReception ? '1' : '',
    Gia: String(amountVnd),
    LoaiPhiLePhi: '1',
  }
}

function supplementOf({
  number,
  askedBy,
  askedFor,
  askedAt,
  dueBefore,
  taken,
}: SharedSupplement): Supplement {
  return {
    HoSoBoSungId: number,
    NguoiYeuCauBoSung: askedBy,
    NoiDungBoSung: askedFor,
    NgayBoSung: exchangeTime(askedAt),
    NguoiTiepNhanBoSung: taken?.by ?? '',
    ThongTinTiepNhan: taken?.note ?? '',
    NgayTiepNhanBoSung: exchangeTime(taken?.at ?? null),
    TrangThaiBoSung: taken !== null,
    DanhSachGiayToBoSung: [],
    DanhSachLePhiBoSung: [],
    NgayHenTraTruoc: exchangeTime(dueBefore),
    NgayHenTraMoi: exchangeTime(taken?.dueAfter ?? null),
  }
}

/**
 * What must be there before the dossier is sent (marked R in the exchange format §4), by field name.
 * @returns the names of what is missing or cannot be as it is; empty when it can be sent.
 */
export function missingFields(message: DossierMessage): readonly string[] {
  const empty = required.filter((field) => message[field] === '')
  return message.MaHoSo === '' || exchangeNumber.test(message.MaHoSo) ? empty : ['MaHoSo', ...empty]
}

const required = [
  'MaHoSo',
  'MaTTHC',
  'TenTTHC',
  'MaLinhVuc',
  'TenLinhVuc',
  'LoaiDoiTuong',
  'NgayNopHoSo',
  'NgayTiepNhan',
  'TrangThaiHoSo',
  'HinhThuc',
  'DonViXuLy',
] as const satisfies readonly (keyof DossierMessage)[]

/** MaHoSo as both the numbers of Circular 01/2018/TT-VPCP, Art. 19, and those of the number service of 2026 are. */
const exchangeNumber = /^[A-Z0-9.]+-(\d{6}|\d{8})-\d{4,7}$/
