/** Every example: one file for each form, named after it; it exports the example as its default. */
import { readdirSync } from 'node:fs'
import type { FormExample } from './form-example.ts'

const folder = new URL('./examples/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''))

export const examples: readonly { readonly name: string; readonly example: FormExample }[] =
  await Promise.all(
    names.map(async (name) => {
      const module: { default: FormExample } = await import(`./examples/${name}.ts`)
      return { name, example: module.default }
    }),
  )
