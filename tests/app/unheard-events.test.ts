import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { unheardEvents } from '../../src/app/unheard-events.ts'

const app = fileURLToPath(new URL('../../src/app', import.meta.url))
const components = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
)

/** React makes these of the others. */
const madeOf: Readonly<Record<string, readonly string[]>> = {
  mouseenter: ['mouseover', 'mouseout'],
  mouseleave: ['mouseover', 'mouseout'],
  pointerenter: ['pointerover', 'pointerout'],
  pointerleave: ['pointerover', 'pointerout'],
  select: ['mouseup'],
}

test('no component handles an event that never reaches React', () => {
  const handled = components.flatMap((file) =>
    [...readFileSync(join(app, file), 'utf8').matchAll(/\bon([A-Z]\w*?)(?:Capture)?=\{/g)].map(
      ([, name = '']) => ({
        file,
        name: name.toLowerCase(),
      }),
    ),
  )
  expect(handled.length).toBeGreaterThan(300)
  expect(
    handled.filter(({ name }) =>
      [name, ...(madeOf[name] ?? [])].some((event) => unheardEvents.includes(event)),
    ),
  ).toEqual([])
})
