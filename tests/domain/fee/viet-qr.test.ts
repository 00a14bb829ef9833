import { describe, expect, test } from 'vitest'
import { checksum, vietQrText } from '../../../src/domain/fee/viet-qr.ts'

describe('a VietQR code', () => {
  test.each([
    ['123456789', '29B1'],
    ['00', '2EC9'],
    ['01', '3EE8'],
    [
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304',
      '2E2E',
    ],
    ['00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN6304', '4F52'],
  ])('ends in the CRC-16/CCITT-FALSE of what is before: %s', (text, expected) => {
    expect(checksum(text)).toBe(expected)
  })

  test("is NAPAS' own specimen for its account, amount and purpose", () => {
    expect(
      vietQrText({
        to: { bin: '970403', account: '0011012345678' },
        amountVnd: 180_000,
        bill: 'NPS6869',
        purpose: 'thanh toan don hang',
      }),
    ).toBe(
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
    )
  })

  test('carries no marks and no more than 25 letters of what is written', () => {
    const text = vietQrText({
      to: { bin: '970499', account: '1' },
      amountVnd: 8000,
      bill: 'H38.20-261126-0001',
      purpose: 'Lệ phí đăng ký khai sinh cho trẻ em',
    })
    expect(text).toContain('0118H38.20-261126-0001')
    expect(text).toContain('0825Le phi dang ky khai sinh ')
    expect(text).toMatch(/^[ -~]+$/)
  })

  test.each([0, -1, 1.5, Number.NaN])('is not made for the amount %d', (amountVnd) => {
    const to = { bin: '970499', account: '1' }
    expect(() => vietQrText({ to, amountVnd, bill: '1', purpose: '1' })).toThrow(RangeError)
  })
})
