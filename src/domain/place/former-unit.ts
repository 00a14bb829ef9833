/**
 * Administrative units before 1 July 2025: three levels, 10,047 communes in 696 districts in 63 provinces. Names
 * carry their kind, as people say them: `Thị xã Sa Pa`.
 */
export interface FormerProvince {
  /** Two digits; not always those of the province that has the name today. */
  readonly code: string
  readonly name: string
}

export interface FormerDistrict {
  readonly code: string
  readonly name: string
  /** Code of the former province. */
  readonly province: string
  /** Codes of today's units, for the five island districts that had no communes. */
  readonly successors: readonly string[]
}

export interface FormerCommune {
  readonly code: string
  readonly name: string
  /** Code of the former district; undefined for a few that had been merged away shortly before. */
  readonly district: string | undefined
  /** Codes of today's communes that it became, or became part of; several when it was split. */
  readonly successors: readonly string[]
}

export interface FormerUnits {
  readonly provinces: readonly FormerProvince[]
  readonly districts: readonly FormerDistrict[]
  readonly communes: readonly FormerCommune[]
}
