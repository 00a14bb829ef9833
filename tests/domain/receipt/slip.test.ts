import fc from 'fast-check'
import { expect, test } from 'vitest'
import { receiptCodeOf } from '../../../src/domain/receipt/receipt-code.ts'
import { readSlip } from '../../../src/domain/receipt/slip.ts'

const code = receiptCodeOf('0190a5a0-7c4b-7d6e-8f00-0123456789ab')

test('a slip gives its code and its procedure, whoever types or scans it', () => {
  const qr = `MOTCUA1|${code}|1.001193|2026-11-25T02:00:00.000Z|device|signature`
  expect(readSlip(qr)).toEqual({ ok: true, slip: { code, procedure: '1.001193' } })
  expect(readSlip(` ${qr.toLowerCase()}\n`)).toEqual({ ok: true, slip: { code, procedure: '1.001193' } })
  expect(readSlip(`MOTCUA1|${code}||2026|d|s`)).toEqual({ ok: true, slip: { code, procedure: '' } })
  expect(readSlip(code.toLowerCase().replace('-', ' '))).toEqual({
    ok: true,
    slip: { code, procedure: '' },
  })
})

test('one wrong sign of the code is found in a scanned slip too', () => {
  const wrong = `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`
  const problem = 'receipt-code-check-failed'
  expect(readSlip(wrong)).toEqual({ ok: false, problem })
  expect(readSlip(`MOTCUA1|${wrong}|1.001193|2026|d|s`)).toEqual({ ok: false, problem })
})

test('anything else is a code of something else, never a fault', () => {
  for (const text of ['', 'MOTCUA1', 'MOTCUA1|', 'https://vi.vn', '033190000017||Lò Thị Pành|01011990'])
    expect(readSlip(text)).toEqual({ ok: false, problem: 'receipt-code-malformed' })
  fc.assert(fc.property(fc.string(), (text) => typeof readSlip(text).ok === 'boolean'))
})
