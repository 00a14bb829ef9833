/** What `npm run new:procedure` is to write, or why not. */

export interface Wish {
  /** What stands on the command line beside the options. */
  readonly codes: readonly string[]
  /** Of a declaration to be written. */
  readonly form?: string | undefined
  /** Of a declaration that exists. */
  readonly usedForm?: string | undefined
  readonly name?: string | undefined
}

interface Present {
  hasProcedure(code: string): boolean
  hasForm(name: string): boolean
}

export interface Plan {
  readonly code: string
  readonly form?: string
  /** The same as `form`, when that is to be written too. */
  readonly newForm?: string
  readonly name?: string
}

/** All reasons at once, each a sentence for the terminal. */
export function planSkeleton(
  { codes, form, usedForm, name }: Wish,
  present: Present,
): { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly reasons: readonly string[] } {
  const reasons: string[] = []
  const [code = ''] = codes
  if (codes.length !== 1) reasons.push(`one code is needed, not ${codes.length}`)
  else if (!/^\d\.\d{6}$/.test(code)) {
    reasons.push(`${code} is not a code of the national portal: it must be like 1.001193`)
  } else if (present.hasProcedure(code)) reasons.push(`procedures/${code}.json exists already`)
  if (form !== undefined && usedForm !== undefined) reasons.push('--form and --use-form exclude each other')
  if (form !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(form)) {
    reasons.push(`${form} is not a name for a declaration: it must be like birth-registration`)
  } else if (form !== undefined && present.hasForm(form)) {
    reasons.push(`forms/${form}.json exists already: to use it write --use-form ${form}`)
  }
  if (usedForm !== undefined && !present.hasForm(usedForm)) {
    reasons.push(`there is no forms/${usedForm}.json: to write it write --form ${usedForm}`)
  }
  if (name !== undefined && name.trim() === '') reasons.push('--name is empty')
  if (reasons.length > 0) return { ok: false, reasons }
  const chosen = form ?? usedForm
  return {
    ok: true,
    plan: {
      code,
      ...(chosen === undefined ? {} : { form: chosen }),
      ...(form === undefined ? {} : { newForm: form }),
      ...(name === undefined ? {} : { name: name.trim() }),
    },
  }
}
