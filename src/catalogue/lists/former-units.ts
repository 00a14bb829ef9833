import type { FormerUnits } from '../../domain/place/former-unit.ts'
import list from './former-units.json' with { type: 'json' }

// Parsed edge: rows instead of records, a third of the size; tests/catalogue/former-units.test.ts validates the file.
export const formerUnits: FormerUnits = {
  provinces: list.provinces.map(([code = '', name = '']) => ({ code, name })),
  districts: list.districts.map(([code = '', name = '', province = '', successors = '']) => ({
    code,
    name,
    province,
    successors: codesOf(successors),
  })),
  communes: list.units.map(([code = '', name = '', district = '', successors = '']) => ({
    code,
    name,
    district: district === '' ? undefined : district,
    successors: codesOf(successors),
  })),
}

function codesOf(codes: string): readonly string[] {
  return codes === '' ? [] : codes.split(' ')
}
