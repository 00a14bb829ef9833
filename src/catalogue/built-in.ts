/** The catalogue that a device has before it ever meets a gateway: three chunks, each loaded when first needed. */
import type { FormDefinition } from '../domain/form/definition.ts'
import type { Procedure, ProcedureSummary } from './schema.ts'

/** What is needed to list and search every procedure. */
export async function loadSummaries(): Promise<readonly ProcedureSummary[]> {
  return (await import('virtual:catalogue/index')).default
}

/** The whole record for its guide page; undefined when there is no such code. */
export async function loadProcedure(code: string): Promise<Procedure | undefined> {
  const procedures = (await import('virtual:catalogue/details')).default
  return Object.hasOwn(procedures, code) ? procedures[code] : undefined
}

/** A declaration by name; undefined when there is none. */
export async function loadForm(name: string): Promise<FormDefinition | undefined> {
  const forms = (await import('virtual:catalogue/forms')).default
  return Object.hasOwn(forms, name) ? forms[name] : undefined
}
