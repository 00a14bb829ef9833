import { describe, expect, test } from 'vitest'
import { loadForm, loadProcedure, loadSummaries } from '../../src/catalogue/built-in.ts'
import { loadForms, loadProcedures } from '../../src/catalogue/load.ts'

describe('the catalogue in the browser', () => {
  test('lists every procedure in short', async () => {
    const summaries = await loadSummaries()
    expect(summaries.map(({ code }) => code)).toEqual(loadProcedures().map(({ code }) => code))
    expect(summaries.filter(({ hasForm }) => hasForm).map(({ code }) => code)).toContain('1.001193')
    expect(Object.keys(summaries[0] ?? {})).not.toContain('components')
  })

  test('has the whole record of each procedure, the same as on disk', async () => {
    for (const procedure of loadProcedures()) expect(await loadProcedure(procedure.code)).toEqual(procedure)
  })

  test('has each declaration, the same as on disk', async () => {
    for (const form of loadForms()) expect(await loadForm(form.name)).toEqual(form)
  })

  test('knows nothing of codes and names that do not exist', async () => {
    expect(await loadProcedure('9.999999')).toBeUndefined()
    expect(await loadProcedure('constructor')).toBeUndefined()
    expect(await loadForm('constructor')).toBeUndefined()
  })
})
