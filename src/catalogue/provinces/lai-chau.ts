import type { ProvincialRules } from '../schema.ts'
import rules from './lai-chau.json' with { type: 'json' }

// Parsed edge: tests/catalogue/provincial-rules.test.ts validates the file.
export const laiChau = rules as ProvincialRules
