/** A birth as a family of ours would file it: the mother files, the father is named, both are invented. */
import birthRegistration from '../../../src/catalogue/forms/birth-registration.json' with { type: 'json' }
import type { Answers, FormDefinition } from '../../../src/domain/form/definition.ts'

// JSON modules are typed loosely; tests/catalogue/form-schema.test.ts holds the file against its schema.
export const birthForm = birthRegistration as unknown as FormDefinition

/** Day on which the example is filed. */
export const birthFiledOn = '2026-11-25'

/** Valid and complete: no problem of any severity on `birthFiledOn`. */
export const birthAnswers: Answers = {
  'requester.relation': 'mother',
  'requester.fullName': 'Lò Thị Pành',
  'requester.birthDate': '1998-03-12',
  'requester.idType': 'identity-card',
  'requester.idNumber': '012198000017',
  'requester.idIssuedOn': '2024-08-01',
  'requester.idIssuedBy': 'Bộ Công an',
  'requester.residence': { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' },
  'requester.phone': '0912345678',
  'child.fullName': 'Giàng Thị Mẩy',
  'child.sex': 'female',
  'child.birthDate': '2026-11-05',
  'child.bornAt': 'health-facility',
  'child.birthFacility': 'Trạm y tế xã Bản Hồ',
  'child.birthPlace': { province: '15', commune: '03046', detail: '' },
  'child.ethnicGroup': '08',
  'child.nationality': 'VN',
  'child.homeTown': { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' },
  'mother.ethnicGroup': '03',
  'mother.nationality': 'VN',
  'father.isGiven': true,
  'father.fullName': 'Giàng A Páo',
  'father.birthDate': '1995',
  'father.idNumber': '010095000023',
  'father.ethnicGroup': '08',
  'father.nationality': 'VN',
  'father.residence': { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' },
  'parents.areMarried': true,
  'marriage.number': '12/2022',
  'marriage.book': '01/2022',
  'marriage.date': '2022-02',
  'marriage.office': 'Xã Bản Hồ',
  'copies.areWanted': true,
  'copies.quantity': 2,
}
