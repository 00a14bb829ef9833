/** Invented records of the shapes that the portal and the exchange have; no real procedure has these codes. */

type Fields = Readonly<Record<string, unknown>>

export function listRow(code: string, name: string, more: Fields = {}) {
  return {
    id: `id-${code}`,
    code,
    name,
    categories: ['Hộ tịch'],
    departments: ['Ủy ban nhân dân cấp xã'],
    departmentPromulgate: 'Bộ Tư pháp',
    formalityTargetType: ['Công dân Việt Nam'],
    state: 'ACTIVE',
    type: 'STANDARD',
    ...more,
  }
}

export function paper(name: string, more: Fields = {}) {
  return { name, code: '000.00.00.G99-KQ000001', originalQty: 1, copyQty: 0, attachments: [], ...more }
}

export function method(submissionMethod: string, more: Fields = {}) {
  return {
    submissionMethod,
    processingTime: 3,
    processingTimeUnit: 'WORKING_DAY',
    description: '',
    fees: [],
    ...more,
  }
}

/** A full answer of the portal. */
export function portalAnswer(code: string, name: string, more: Fields = {}) {
  return {
    code: 'OK',
    data: {
      id: `id-${code}`,
      code,
      name,
      executionSteps: [{ name: '', description: 'Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.' }],
      executionMethods: [method('ONLINE'), method('DIRECT')],
      executionCases: [{ name: '', profileComponents: [paper('Tờ khai theo mẫu')] }],
      state: 'ACTIVE',
      type: 'STANDARD',
      isWard: true,
      isFullProcess: true,
      categoriesDetails: [{ name: 'Hộ tịch', code: 'G99-XX' }],
      departmentsExecuting: [{ name: 'Ủy ban nhân dân cấp xã', code: 'X' }],
      subjectTypesDetails: [{ name: 'Công dân Việt Nam', code: 'ĐT1' }],
      resultsDetails: [{ name: 'Giấy xác nhận', code: 'KQ.G99.000001' }],
      legalBasisesDetails: [{ code: '60/2014/QH13', name: 'Luật Hộ tịch' }],
      departmentPromulgateName: 'Bộ Tư pháp',
      departmentPromulgateCode: 'G15',
      requirementsAndConditions: 'Không',
      updatedAt: Date.UTC(2026, 6, 1, 3),
      ...more,
    },
  }
}

export function exchangeRecord(code: string, name: string, more: Fields = {}) {
  return {
    MATTHC: code,
    TENTTHC: name,
    MACOQUANCONGBO: 'H38',
    TRANGTHAI: '1',
    TUKHOA: 'mẫu; thử',
    TRINHTUTHUCHIEN: [{ TRUONGHOP: '', TRINHTU: [{ TENTRINHTU: '- Nộp hồ sơ\n- Nhận kết quả' }] }],
    CAPTHUCHIEN: [{ CAPTHUCHIEN: '3', TENCAP: 'Cấp Xã' }],
    LINHVUCTHUCHIEN: [{ MALINHVUC: 'G99', TENLINHVUC: 'Đất đai' }],
    CACHTHUCTHUCHIEN: [
      {
        KENH: '1',
        THOIGIAN: [
          {
            THOIGIANGIAIQUYET: '7',
            DONVITINH: 'Ngày làm việc',
            MOTA: '',
            PHILEPHI: [{ MAPHILEPHI: 'LP', SOTIEN: '20000', DONVI: 'Đồng', MOTA: 'Nộp tại quầy' }],
          },
        ],
      },
    ],
    THANHPHANHOSO: [
      {
        TRUONGHOP: '',
        GIAYTO: [
          {
            MAGIAYTO: 'KQ1',
            TENGIAYTO: 'Đơn đề nghị',
            SOBANCHINH: '1',
            SOBANSAO: '0',
            TENMAUDON: 'CT01.docx',
          },
        ],
      },
    ],
    KETQUATHUCHIEN: [{ MAKETQUA: 'KQ.H38.1', TENKETQUA: 'Thông báo' }],
    DIACHITIEPNHAN: 'Bộ phận một cửa của xã',
    ...more,
  }
}
