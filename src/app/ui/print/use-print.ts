import { useState } from 'react'

/**
 * Opens the browser's print dialog. A kiosk without a printer may throw, hang or be cancelled (bug case 40): the
 * screen stays as it is, and only a refusal that the browser tells us of can be shown.
 */
export function usePrint(): { readonly print: () => void; readonly hasFailed: boolean } {
  const [hasFailed, setHasFailed] = useState(false)
  return {
    hasFailed,
    print() {
      try {
        window.print()
        setHasFailed(false)
      } catch {
        // What browsers and kiosk shells throw here is not specified; whatever it is, nothing was printed.
        setHasFailed(true)
      }
    },
  }
}
