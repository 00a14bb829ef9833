import { type RefObject, useEffect } from 'react'

/** In a row that a phone pushes aside, what is chosen is to be seen. @param key of what is chosen */
export function useInView(strip: RefObject<HTMLElement | null>, chosen: string, key: string): void {
  useEffect(() => {
    const entry = strip.current?.querySelector(chosen)
    if (strip.current === null || entry === null || entry === undefined || key === '') return
    const place = strip.current.getBoundingClientRect()
    const box = entry.getBoundingClientRect()
    // Not `scrollIntoView`: that would move the page as well.
    strip.current.scrollLeft += box.left + box.width / 2 - (place.left + place.width / 2)
  }, [strip, chosen, key])
}
