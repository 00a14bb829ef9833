/** `DongBoDanhGia`: the month's satisfaction of one unit, as shares of those who answered (exchange format §4). */

export interface SatisfactionTotals {
  readonly unitCode: string
  readonly unitName: string
  /** `YYYY-MM`. */
  readonly month: string
  /** How people rated the staff. */
  readonly staff: Ratings
  /** How they rated the service; null when that was not asked. */
  readonly service: Ratings | null
  readonly comments: readonly string[]
}

export interface Ratings {
  readonly verySatisfied: number
  readonly satisfied: number
  readonly notSatisfied: number
}

export interface RatingMessage {
  readonly NgayTongHop: string
  readonly TongSoNguoiDanhGia: number
  readonly PhanTramDanhGiaRatHaiLong: string
  readonly PhanTramDanhGiaHaiLong: string
  readonly PhanTramDanhGiaChuaHaiLong: string
  readonly PhanTramDanhGiaDichVuRatHaiLong: string
  readonly PhanTramDanhGiaDichVuHaiLong: string
  readonly PhanTramDanhGiaDichVuChuaHaiLong: string
  readonly DanhSachNoiDungYKien: string
  readonly MaThuTuc: string
  readonly NoiDung: string
  readonly Madonvi: string
  readonly TenDonVi: string
}

export function ratingMessage({
  unitCode,
  unitName,
  month,
  staff,
  service,
  comments,
}: SatisfactionTotals): RatingMessage {
  const [year = '', monthNumber = ''] = month.split('-')
  const [very, satisfied, not] = percentages(staff)
  const [serviceVery, serviceSatisfied, serviceNot] = service === null ? ['', '', ''] : percentages(service)
  return {
    NgayTongHop: `${Number(monthNumber)}-${year}`,
    TongSoNguoiDanhGia: totalOf(staff),
    PhanTramDanhGiaRatHaiLong: very,
    PhanTramDanhGiaHaiLong: satisfied,
    PhanTramDanhGiaChuaHaiLong: not,
    PhanTramDanhGiaDichVuRatHaiLong: serviceVery,
    PhanTramDanhGiaDichVuHaiLong: serviceSatisfied,
    PhanTramDanhGiaDichVuChuaHaiLong: serviceNot,
    DanhSachNoiDungYKien: comments.join('; '),
    MaThuTuc: '',
    NoiDung: 'Thái độ phục vụ',
    Madonvi: unitCode,
    TenDonVi: unitName,
  }
}

function totalOf({ verySatisfied, satisfied, notSatisfied }: Ratings): number {
  return verySatisfied + satisfied + notSatisfied
}

/** Whole percents that make 100 together: what rounding leaves goes where most was cut off. Empty without anybody. */
function percentages(ratings: Ratings): readonly [string, string, string] {
  const total = totalOf(ratings)
  if (total === 0) return ['', '', '']
  const exact = [ratings.verySatisfied, ratings.satisfied, ratings.notSatisfied].map(
    (count) => (count * 100) / total,
  )
  const whole = exact.map(Math.floor)
  const left = 100 - whole.reduce((sum, each) => sum + each, 0)
  const byRest = exact
    .map((each, index) => ({ index, rest: each - Math.floor(each) }))
    .toSorted((a, b) => b.rest - a.rest)
    .slice(0, left)
    .map(({ index }) => index)
  const [a = 0, b = 0, c = 0] = whole.map((each, index) => each + (byRest.includes(index) ? 1 : 0))
  return [`${a}%`, `${b}%`, `${c}%`]
}
