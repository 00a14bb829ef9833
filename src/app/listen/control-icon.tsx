/** What every player has on its buttons, on the grid of `ui/icon` but not loaded with the first screen. */
const paths = {
  play: 'M7 4.500v15l12-7.500-12-7.500',
  pause: 'M8 5v14M16 5v14',
  stop: 'M6 6h12v12H6V6',
  again: 'M19.500 12a7.500 7.500 0 1 1-2.200-5.300M17.500 3v4h-4',
  record: 'M12 4a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3M6 11.500c0 8 12 8 12 0M12 17.500V21',
} as const

export function ControlIcon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.5em"
      height="1.5em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
