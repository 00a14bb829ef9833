/** Small line icons, drawn for this product on a 24 px grid. Decorative: the text beside them carries the meaning. */

const paths = {
  information: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.5',
  success: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.5l3 3 5-6.5',
  warning: 'M12 3.5 2.5 20h19L12 3.5M12 10v5M12 17.5v.3',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8l5-5M9 9l6 6M15 9l-6 6',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21',
  close: 'M6 6l12 12M18 6L6 18',
  home: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4V8M12 10.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6',
  microphone: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M6 11a6 6 0 0 0 12 0M12 17v4M9 21h6',
  card: 'M3 5.500h18v13H3V5.500M8.500 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4M5.500 16c.5-1.300 1.600-2 3-2s2.500.7 3 2M14.500 9.500h4M14.500 13h4',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6',
  edit: 'M4 20l1-4L16 5l3 3L8 19l-4 1M14 7l3 3',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.5l3.5 2',
  money: 'M3 7h18v10H3V7M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M6 10v4M18 10v4',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c.8-4 3.7-6 7.5-6s6.700 2 7.5 6',
  place:
    'M12 21s-7-6.300-7-11.300A7 7 0 0 1 12 3a7 7 0 0 1 7 6.700C19 14.700 12 21 12 21M12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  paper: 'M6 3h8l4 4v14H6V3M14 3v4h4M9 12h6M9 16h6',
  saved: 'M4 5h12l4 4v11H4V5M8 5v5h7V5M8 20v-6h8v6',
  sending: 'M4 12h13M11 5l7 7-7 7M21 4v16',
  network:
    'M3 9.500c5-4.600 13-4.600 18 0M6 13c3.500-3 8.500-3 12 0M9 16.500c1.800-1.500 4.200-1.500 6 0M12 20v.2',
  offline:
    'M3 9.500c2-1.900 4.500-3 7-3.300M14 6.300c2.600.3 5 1.400 7 3.200M6 13c1.500-1.300 3.300-2 5-2.200M9 16.500c1.800-1.500 4.200-1.500 6 0M12 20v.2M4 3l16 18',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 2.700 4 5.600 4 9s-1 6.300-4 9c-3-2.700-4-5.600-4-9s1-6.300 4-9',
  delete: 'M5 7h14M9 7V4h6v3M7 7l1 14h8l1-14M10.500 11v6M13.500 11v6',
  add: 'M12 5v14M5 12h14',
  sound: 'M4 9v6h4l5 4V5L8 9H4M16 9c1.500 1.800 1.500 4.200 0 6M18.500 6.500c3 3.300 3 7.700 0 11',
  text: 'M4 19 9 6l5 13M5.700 15h6.600M15 19l3-7.500 3 7.500M16 17h4',
} as const

export type IconName = keyof typeof paths

function isIconName(name: string): name is IconName {
  return Object.hasOwn(paths, name)
}

/** All there are. */
export const iconNames: readonly IconName[] = /* @__PURE__ */ Object.keys(paths).filter(isIconName)

export function Icon({ name }: { readonly name: IconName }) {
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
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
