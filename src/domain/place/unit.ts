/** Administrative units since 1 July 2025: two levels, codes of Decision 19/2025/QĐ-TTg. */
export interface Province {
  /** Two digits, e.g. `15`. */
  readonly code: string
  /** Without the kind of unit: `Lào Cai`. */
  readonly name: string
  readonly type: 'province' | 'city'
}

export interface Commune {
  /** Five digits, e.g. `02647`. */
  readonly code: string
  readonly name: string
  readonly type: 'commune' | 'ward' | 'special-zone'
  readonly provinceCode: string
}
