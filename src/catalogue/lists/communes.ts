import type { Commune } from '../../domain/place/unit.ts'
import list from './communes.json' with { type: 'json' }

// Parsed edge: tests/catalogue/lists.test.ts validates the file.
export const communes = list as readonly Commune[]
