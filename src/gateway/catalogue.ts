/** The rules that the gateway applies, looked up by code, name and version. */
import { vietnamCalendar } from '../catalogue/calendar.ts'
import { loadContent } from '../catalogue/load.ts'
import type { Procedure } from '../catalogue/schema.ts'
import type { FormDefinition } from '../domain/form/definition.ts'
import type { Calendar } from '../domain/time/working-days.ts'

export interface Catalogue {
  procedure(code: string): Procedure | undefined
  readonly procedures: readonly Procedure[]
  /** The version that ships with this gateway. */
  form(name: string): FormDefinition | undefined
  readonly calendar: Calendar
}

/**
 * What ships with the product; in development with the drafts that the app shows too.
 * @throws Error when a file is invalid.
 */
export function builtInCatalogue(options: { readonly withDrafts?: boolean } = {}): Catalogue {
  const { procedures, forms } = loadContent(options)
  return catalogueOf(procedures, forms, vietnamCalendar)
}

function catalogueOf(
  procedures: readonly Procedure[],
  forms: readonly FormDefinition[],
  calendar: Calendar,
): Catalogue {
  const procedureByCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const formByName = new Map(forms.map((form) => [form.name, form]))
  return {
    procedure: (code) => procedureByCode.get(code),
    procedures,
    form: (name) => formByName.get(name),
    calendar,
  }
}
