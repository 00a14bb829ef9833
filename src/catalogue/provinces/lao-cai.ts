import type { ProvincialRules } from '../schema.ts'
import rules from './lao-cai.json' with { type: 'json' }

// Parsed edge: tests/catalogue/provincial-rules.test.ts validates the file.
export const laoCai = rules as ProvincialRules
