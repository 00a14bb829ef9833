import type { Province } from '../../domain/place/unit.ts'
import list from './provinces.json' with { type: 'json' }

// Parsed edge: tests/catalogue/lists.test.ts validates the file.
export const provinces = list as readonly Province[]
