import type { FeedbackTopic } from '../../../contract/feedback.ts'

/** Line drawings on a 48 px grid. Decorative: the words beside them carry the meaning. */
const paths = {
  officer: 'M24 8a7 7 0 1 0 0 14 7 7 0 0 0 0-14M9 42c1-9 7-14 15-14s14 5 15 14M20 29l4 6 4-6M24 35v7',
  waiting: 'M24 6a18 18 0 1 0 0 36 18 18 0 0 0 0-36M24 13v12l8 5',
  papers: 'M11 5h17l9 9v29H11V5M28 5v9h9M17 22h14M17 29h14M17 36h8',
  money: 'M5 13h38v22H5V13M24 18a6 6 0 1 0 0 12 6 6 0 0 0 0-12M11 19v10M37 19v10',
  website: 'M5 9h38v25H5V9M16 42h16M24 34v8M12 16h12M12 22h8M30 17l7 7M37 17l-7 7',
  place: 'M5 42h38M9 42V18L24 7l15 11v24M19 42V28h10v14M15 22h4M29 22h4',
  idea: 'M24 5a13 13 0 0 0-8 23c2 2 3 4 3 6h10c0-2 1-4 3-6a13 13 0 0 0-8-23M19 39h10M21 43h6',
  other: 'M7 9h34v24H22l-9 9v-9H7V9M16 21h.500M24 21h.500M32 21h.500',
} as const satisfies Record<FeedbackTopic, string>

export function TopicPicture({ topic }: { readonly topic: FeedbackTopic }) {
  return (
    <svg
      viewBox="0 0 48 48"
      width="3rem"
      height="3rem"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[topic]} />
    </svg>
  )
}
