/** The REST interface of 2026: other names, ISO times, states as numbers, owners as 0, 1, 2 (exchange format §8). */
import type { ResultFile } from './dossier-message.ts'
import { resultFile } from './dossier-message.ts'
import { cut, restTime } from './message-values.ts'
import { contentOf } from './progress-messages.ts'
import type { OwnerKind, SharedDossier, SharedStep } from './shared-dossier.ts'

export interface RestDossier {
  readonly MaHoSo: string
  readonly MaTTHC: string
  readonly MaDichVuCong: string
  readonly ChuHoSo: string
  readonly LoaiDoiTuong?: number
  readonly MaDonViTiepNhan: string
  readonly NgayNop: string
  readonly NgayTiepNhan: string
  readonly ThanhPhanHoSo: readonly RestComponent[]
  readonly ThongTinNguoiNop: {
    readonly LoaiDoiTuong?: number
    readonly IdDoiTuong: string
    readonly ThongTinChiTiet: {
      readonly TenNguoiNop: string
      readonly SoDinhDanh: string
      readonly SoDienThoai: string
      readonly Email: string
      readonly Fax: string
    }
  }
}

interface RestComponent {
  readonly MaThanhPhanHoSo: string
  readonly TenThanhPhanHoSo: string
  readonly SoLuong: number
  /** 0 original, 1 copy, 2 electronic. */
  readonly LoaiBan: 2
  readonly GiayToDinhKem: readonly {
    readonly IdGiayTo: string
    readonly HashTepTin: string
    readonly TenGiayTo: string
    readonly MaKetQua: string
  }[]
}

/** What the portal answered for a file that was uploaded before. */
export interface UploadedFile {
  readonly id: string
  readonly hash: string
}

/** @param uploaded by the document's id; what was not uploaded is not named. */
export function restDossier(
  dossier: SharedDossier,
  unitCode: string,
  uploaded: ReadonlyMap<string, UploadedFile>,
): RestDossier {
  const { owner, procedure } = dossier
  const kind = restOwnerKind(owner.kind)
  return {
    MaHoSo: dossier.number ?? '',
    MaTTHC: procedure.code,
    MaDichVuCong: procedure.code,
    ChuHoSo: owner.name,
    ...(kind === null ? {} : { LoaiDoiTuong: kind }),
    MaDonViTiepNhan: unitCode,
    NgayNop: spaced(dossier.filedAt),
    NgayTiepNhan: spaced(dossier.receivedAt),
    ThanhPhanHoSo: dossier.documents
      .filter(({ kind: each, isReplaced }) => each === 'component' && !isReplaced)
      .map(({ id, name, code }) => {
        const file = uploaded.get(id)
        return {
          MaThanhPhanHoSo: code ?? '',
          TenThanhPhanHoSo: name,
          SoLuong: 1,
          LoaiBan: 2,
          GiayToDinhKem:
            file === undefined
              ? []
              : [{ IdGiayTo: file.id, HashTepTin: file.hash, TenGiayTo: name, MaKetQua: '' }],
        }
      }),
    ThongTinNguoiNop: {
      ...(kind === null ? {} : { LoaiDoiTuong: kind }),
      IdDoiTuong: dossier.portal?.account ?? '',
      ThongTinChiTiet: {
        TenNguoiNop: owner.name,
        SoDinhDanh: owner.identityNumber ?? '',
        SoDienThoai: owner.phone ?? '',
        Email: owner.email ?? '',
        Fax: '',
      },
    },
  }
}

/** `yyyy-MM-dd HH:mm:ss`, as the sample of the format writes the days of a new dossier. */
function spaced(instant: string | null): string {
  return restTime(instant).slice(0, 19).replace('T', ' ')
}

/** 0 citizen, 1 business, 2 household business; of others the interface says nothing. */
function restOwnerKind(kind: OwnerKind | null): number | null {
  if (kind === 'citizen') return 0
  if (kind === 'business') return 1
  return kind === 'household-business' ? 2 : null
}

export interface RestStep {
  readonly IDHoSo: string
  readonly MaHoSo: string
  readonly NguoiXuLy: string
  readonly ThoiDiemXuLy: string
  readonly PhongBanXuLy: string
  readonly NoiDungXuLy: string
  readonly TrangThai: number
  readonly NgayBatDau: string
  readonly NgayKetThucTheoQuyDinh: string
}

export interface RestStatus {
  readonly IdHoSo: string
  readonly MaHoSo: string
  readonly TrangThai: number
  readonly NoiDungYKien: string
  readonly PhongBanXuLy: string
  readonly NoiDungXuLy: string
  readonly DanhSachLePhi: readonly never[]
  readonly DanhSachGiayToKetQua: readonly ResultFile[]
}

/** @param ids what the portal calls the dossier: idHoSo of its answer, and the number. */
export function restStep(ids: { readonly id: string; readonly number: string }, step: SharedStep): RestStep {
  return {
    IDHoSo: ids.id,
    MaHoSo: ids.number,
    NguoiXuLy: cut(step.by, 50),
    ThoiDiemXuLy: restTime(step.at),
    PhongBanXuLy: step.department ?? '',
    NoiDungXuLy: contentOf(step),
    TrangThai: step.state,
    NgayBatDau: restTime(step.at),
    NgayKetThucTheoQuyDinh: restTime(step.dueAt),
  }
}

/** The state as it is now; that of a finished dossier carries its results. */
export function restStatus(
  ids: { readonly id: string; readonly number: string },
  dossier: SharedDossier,
  last: SharedStep,
): RestStatus {
  const results = dossier.documents.filter(({ kind, isReplaced }) => kind === 'result' && !isReplaced)
  return {
    IdHoSo: ids.id,
    MaHoSo: ids.number,
    TrangThai: dossier.state,
    NoiDungYKien: '',
    PhongBanXuLy: last.department ?? '',
    NoiDungXuLy: contentOf(last),
    DanhSachLePhi: [],
    DanhSachGiayToKetQua:
      dossier.state === 9
        ? results.map((document) => resultFile(document, dossier.procedure.resultCode))
        : [],
  }
}
