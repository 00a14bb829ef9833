/** What a series of faults did to what had been promised. */
export interface Faults {
  /** Kills and power cuts that hit a running program. */
  readonly faults: number
  /** Envelopes that were promised: "đã lưu" on the kiosk, a signed answer from the gateway. */
  readonly saved: number
  readonly lost: number
  readonly doubled: number
  readonly corrupt: number
}
