/** A dossier as the exchange sees it, for the tests of its messages. */
import type { SharedDocument, SharedDossier } from '../../../src/domain/exchange/shared-dossier.ts'

export const sharedExample: SharedDossier = {
  number: 'H38.20-261126-0001',
  portal: null,
  receiptCode: 'MC-7K2P-9XQ4',
  procedure: {
    code: '1.001193',
    name: 'Đăng ký khai sinh',
    field: { code: 'G15-TP07', name: 'Hộ tịch' },
    resultCode: 'KQ.G15.000031',
  },
  owner: {
    name: 'Lò Thị Pành',
    identityNumber: '999000000001',
    phone: '0912000001',
    email: null,
    kind: 'citizen',
  },
  subjectName: 'Giàng A Páo',
  filedAt: '2026-11-26T01:30:00.000Z',
  receivedAt: '2026-11-26T01:35:00.000Z',
  dueAt: '2026-11-26T10:00:00.000Z',
  finishedAt: null,
  returnedAt: null,
  closedAt: null,
  state: 2,
  returnWay: 'counter',
  handler: 'Phường Lào Cai',
  documents: [],
  fees: [],
  supplements: [],
}

export function sharedDocument(more: Partial<SharedDocument> = {}): SharedDocument {
  return {
    id: 'd-1',
    kind: 'component',
    name: 'Giấy chứng sinh',
    url: 'https://motcua.example.vn/1',
    isReplaced: false,
    code: null,
    sha256: 'A'.repeat(43),
    ...more,
  }
}
