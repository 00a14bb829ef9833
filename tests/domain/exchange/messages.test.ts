import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retryAfterMs } from '../../../src/domain/exchange/backoff.ts'
import { contradicts } from '../../../src/domain/exchange/contradiction.ts'
import { dossierMessage, missingFields } from '../../../src/domain/exchange/dossier-message.ts'
import { cut, exchangeTime, restTime } from '../../../src/domain/exchange/message-values.ts'
import { isStep, statusMessage, stepMessage } from '../../../src/domain/exchange/progress-messages.ts'
import { ratingMessage } from '../../../src/domain/exchange/rating-message.ts'
import { restDossier, restStatus, restStep } from '../../../src/domain/exchange/rest-messages.ts'
import type { OwnerKind, SharedDossier, SharedStep } from '../../../src/domain/exchange/shared-dossier.ts'
import { sharedDocument, sharedExample } from './shared-example.ts'

const step: SharedStep = {
  at: '2026-11-26T01:35:07.250Z',
  by: 'Lò Thị Pành',
  department: 'Phường Lào Cai',
  event: 'receive',
  note: null,
  state: 2,
  dueAt: null,
}

test('instants are written in Vietnam time in both forms, and nothing for what has not happened', () => {
  expect(exchangeTime('2026-11-26T18:05:09.000Z')).toBe('20261127010509')
  expect(restTime('2026-11-26T18:05:09.042Z')).toBe('2026-11-27T01:05:09.042')
  expect([exchangeTime(null), restTime(null)]).toEqual(['', ''])
})

test('a cut text is never longer than asked and never half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, length) => {
      const short = cut(text, length)
      expect([...short].length).toBeLessThanOrEqual(length)
      expect(text.startsWith(short)).toBe(true)
    }),
  )
})

describe('DongBoHoSoMC', () => {
  test('a dossier that was just received is told field by field', () => {
    expect(dossierMessage(sharedExample)).toEqual({
      MaHoSo: 'H38.20-261126-0001',
      MaTTHC: '1.001193',
      TenTTHC: 'Đăng ký khai sinh',
      MaLinhVuc: 'G15-TP07',
      TenLinhVuc: 'Hộ tịch',
      KenhThucHien: '1',
      SoBienNhan: 'MC-7K2P-9XQ4',
      SoGiayToChuHoSo: '999000000001',
      ChuHoSo: 'Lò Thị Pành',
      LoaiDoiTuong: '1',
      MaDoiTuong: '',
      ThongTinKhac: '',
      Email: '',
      Fax: '',
      SoDienThoai: '0912000001',
      TrichYeuHoSo: 'Đăng ký khai sinh: Giàng A Páo',
      NgayNopHoSo: '20261126083000',
      NgayTiepNhan: '20261126083500',
      NgayHenTra: '20261126170000',
      TrangThaiHoSo: '2',
      NgayTuChoi: '',
      NgayTra: '',
      ThongTinTra: '',
      HinhThuc: '0',
      NgayKetThucXuLy: '',
      DonViXuLy: 'Phường Lào Cai',
      GhiChu: '',
      TaiLieuNop: [],
      DanhSachLePhi: [],
      DanhSachTepDinhKemKhac: [],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: [],
      NoiNopHoSo: '2',
      HoSoCoThanhPhanSoHoa: '0',
      TaiKhoanDuocXacThucVoiVNeID: '0',
      DuocThanhToanTrucTuyen: '0',
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '999000000001' }],
      DSKetNoiCSDL: [],
    })
  })

  test('documents, results, fees and supplements go into their lists', () => {
    const message = dossierMessage({
      ...sharedExample,
      state: 10,
      finishedAt: '2026-11-27T02:00:00.000Z',
      returnedAt: '2026-11-27T03:00:00.000Z',
      returnWay: 'post',
      documents: [
        sharedDocument(),
        sharedDocument({ id: 'd-2', isReplaced: true }),
        sharedDocument({ id: 'd-3', kind: 'result', name: 'Giấy khai sinh' }),
        sharedDocument({ id: 'd-4', kind: 'result', isReplaced: true }),
      ],
      fees: [
        { kind: 'fee', amountVnd: 8000, paidAt: '2026-11-26T01:33:00.000Z' },
        { kind: 'charge', amountVnd: 5000, paidAt: '2026-11-27T03:00:00.000Z' },
        { kind: 'fee', amountVnd: 0, paidAt: null },
      ],
      supplements: [
        {
          number: 1,
          askedBy: 'Lò Thị Pành',
          askedFor: 'Thiếu giấy chứng sinh',
          askedAt: '2026-11-26T02:00:00.000Z',
          dueBefore: '2026-11-26T10:00:00.000Z',
          taken: {
            by: 'Lò Thị Pành',
            note: 'Đủ',
            at: '2026-11-27T01:00:00.000Z',
            dueAfter: '2026-11-27T10:00:00.000Z',
          },
        },
      ],
    })
    expect(message).toMatchObject({
      TrangThaiHoSo: '10',
      HinhThuc: '1',
      ThongTinTra: 'Trả qua bưu chính',
      NgayTra: '20261127100000',
      NgayKetThucXuLy: '20261127090000',
      HoSoCoThanhPhanSoHoa: '1',
    })
    expect(message.TaiLieuNop.map(({ TepDinhKemId, IsDeleted }) => [TepDinhKemId, IsDeleted])).toEqual([
      ['d-1', 'False'],
      ['d-2', 'True'],
    ])
    expect(message.DanhSachGiayToKetQua).toEqual([
      {
        TenGiayTo: 'Giấy khai sinh',
        MaThanhPhanHoSo: '',
        GiayToId: 'd-3',
        DuongDanTepTinKetQua: 'https://motcua.example.vn/1',
        MaGiayToKetQua: 'KQ.G15.000031',
      },
    ])
    expect(message.DanhSachLePhi.map(({ HinhThucThu, Gia }) => [HinhThucThu, Gia])).toEqual([
      ['1', '8000'],
      ['4', '5000'],
      ['', '0'],
    ])
    expect(message.DanhSachHoSoBoSung).toMatchObject([
      { HoSoBoSungId: 1, TrangThaiBoSung: true, NgayHenTraMoi: '20261127170000' },
    ])
  })

  test('a refused dossier says when, and a dossier of the portal whose it is', () => {
    const refused = { ...sharedExample, state: 3, closedAt: '2026-11-26T03:00:00.000Z' } as const
    expect(dossierMessage(refused)).toMatchObject({
      TrangThaiHoSo: '3',
      NgayTuChoi: '20261126100000',
      NgayKetThucXuLy: '20261126100000',
    })
    const filedThere = { ...sharedExample, portal: { number: 'G22-1', account: 'tech-1' } }
    expect(dossierMessage(filedThere)).toMatchObject({
      KenhThucHien: '2',
      MaDoiTuong: 'tech-1',
      TaiKhoanDuocXacThucVoiVNeID: '',
      DuocThanhToanTrucTuyen: '',
    })
  })

  test.each([
    ['999000000001', [{ LoaiDinhDanh: '1', SoDinhDanh: '999000000001' }]],
    ['099900001', [{ LoaiDinhDanh: '2', SoDinhDanh: '099900001' }]],
    ['B1234567', []],
    [null, []],
  ])('the identity number %s is told as what it is, and none is made up', (identityNumber, expected) => {
    const message = dossierMessage({ ...sharedExample, owner: { ...sharedExample.owner, identityNumber } })
    expect(message.DinhDanhCHS).toEqual(expected)
    expect(message.SoGiayToChuHoSo).toBe(identityNumber ?? '')
  })

  test('the state is the true one, whatever it is', () => {
    for (const state of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const)
      expect(dossierMessage({ ...sharedExample, state }).TrangThaiHoSo).toBe(String(state))
  })

  test.each([
    [{}, []],
    [{ number: null }, ['MaHoSo']],
    [{ number: 'HS 1' }, ['MaHoSo']],
    [{ number: 'H38.20-20261126-0000001' }, []],
    [{ receivedAt: null, handler: null }, ['NgayTiepNhan', 'DonViXuLy']],
    [
      { procedure: { ...sharedExample.procedure, name: null, field: { code: null, name: 'Hộ tịch' } } },
      ['TenTTHC', 'MaLinhVuc'],
    ],
    [{ owner: { ...sharedExample.owner, kind: null } }, ['LoaiDoiTuong']],
    [{ dueAt: null, owner: { ...sharedExample.owner, identityNumber: null } }, []],
  ] satisfies [Partial<SharedDossier>, string[]][])('%j lacks %j', (change, lacking) => {
    expect(missingFields(dossierMessage({ ...sharedExample, ...change }))).toEqual(lacking)
  })
})

describe('steps and states', () => {
  test('a step names who, when and what, with the words that were written beside it', () => {
    expect(stepMessage('H38.20-261126-0001', { ...step, by: 'Ă'.repeat(60), note: 'Đủ giấy tờ' })).toEqual({
      MaHoSo: 'H38.20-261126-0001',
      NguoiXuLy: 'Ă'.repeat(50),
      ChucDanh: '',
      ThoiDiemXuLy: '20261126083507',
      PhongBanXuLy: 'Phường Lào Cai',
      NoiDungXuLy: 'Tiếp nhận hồ sơ: Đủ giấy tờ',
      TrangThai: '2',
      NgayBatDau: '20261126083507',
      NgayKetThucTheoQuyDinh: '',
    })
  })

  test('what only looks at papers or money is no step', () => {
    expect(['receive', 'hand-over', 'lapse'].every(isStep)).toBe(true)
    expect(['arrive', 'check', 'add-papers', 'fee-paid', 'document-added', 'toString'].some(isStep)).toBe(
      false,
    )
  })

  test('the state of a dossier of the portal carries its results once there are any', () => {
    const dossier = { ...sharedExample, documents: [sharedDocument({ kind: 'result' })] }
    const portal = { number: 'QG-1', account: null }
    expect(statusMessage(dossier, portal, step)).toMatchObject({
      MaHoSo: 'QG-1',
      MaHoSoDonVi: 'H38.20-261126-0001',
      TrangThai: '2',
      TaiLieuXuLy: [],
    })
    expect(statusMessage(dossier, portal, { ...step, state: 9 }).TaiLieuXuLy).toHaveLength(1)
  })
})

describe('the REST interface of 2026', () => {
  test.each([
    ['citizen', 0],
    ['business', 1],
    ['household-business', 2],
    ['organisation', undefined],
  ] satisfies [OwnerKind, number | undefined][])('calls a %s %s', (kind, code) => {
    const dossier = { ...sharedExample, owner: { ...sharedExample.owner, kind } }
    const message = restDossier(dossier, 'H38.20', new Map())
    expect(message.LoaiDoiTuong).toBe(code)
    expect(message.ThongTinNguoiNop.LoaiDoiTuong).toBe(code)
  })

  test('has numbers for states, ISO times, and results with a finished dossier', () => {
    const ids = { id: 'id-1', number: 'H38.20-20261126-0000001' }
    expect(restStep(ids, step)).toMatchObject({ TrangThai: 2, ThoiDiemXuLy: '2026-11-26T08:35:07.250' })
    const dossier = { ...sharedExample, state: 9, documents: [sharedDocument({ kind: 'result' })] } as const
    expect(restStatus(ids, dossier, step)).toMatchObject({ TrangThai: 9, DanhSachGiayToKetQua: [{}] })
    expect(restDossier(sharedExample, 'H38.20', new Map()).NgayTiepNhan).toBe('2026-11-26 08:35:00')
  })
})

describe('DongBoDanhGia', () => {
  const count = fc.nat(10_000)

  test('shares make a hundred, however they round', () => {
    fc.assert(
      fc.property(count, count, count, (verySatisfied, satisfied, notSatisfied) => {
        fc.pre(verySatisfied + satisfied + notSatisfied > 0)
        const message = ratingMessage({
          unitCode: 'H38.20',
          unitName: 'Phường Lào Cai',
          month: '2026-09',
          staff: { verySatisfied, satisfied, notSatisfied },
          service: null,
          comments: [],
        })
        const sum = [
          message.PhanTramDanhGiaRatHaiLong,
          message.PhanTramDanhGiaHaiLong,
          message.PhanTramDanhGiaChuaHaiLong,
        ].reduce((total, share) => total + Number(share.slice(0, -1)), 0)
        expect(sum).toBe(100)
        expect(message.NgayTongHop).toBe('9-2026')
        expect(message.PhanTramDanhGiaDichVuHaiLong).toBe('')
      }),
    )
  })
})

test('the portal may be behind, but a state that the dossier never had contradicts', () => {
  expect(contradicts(2, [1, 2, 4])).toBe(false)
  expect(contradicts(7, [1, 2, 4])).toBe(true)
})

test('the wait grows to a quarter of an hour and a half, is spread, and is never shorter than asked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (n, random) => {
        const wait = retryAfterMs(n, random, null)
        expect(wait).toBeGreaterThanOrEqual(1000)
        expect(wait).toBeLessThanOrEqual(22.5 * 60_000)
        expect(retryAfterMs(n, random, 3_600_000)).toBe(3_600_000)
      },
    ),
  )
})
