import type { SyntheticEvent } from 'react'

const controls = 'input:checked, input, textarea, select, button'

/**
 * For `onSubmit` around a form: the first field that is told off then gets the focus, so that nobody presses in vain
 * with the mistake above or below what is in sight. Where a screen moves the focus itself, it stays there.
 */
export function seekFirstMistake({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  const before = document.activeElement
  // What the press brings about is drawn by then.
  setTimeout(() => {
    const field = currentTarget.querySelector('[data-invalid="true"]')
    if (field === null || document.activeElement !== before || field.contains(before)) return
    const control =
      field.querySelector<HTMLElement>('[aria-invalid="true"]') ?? field.querySelector<HTMLElement>(controls)
    control?.focus()
  })
}
