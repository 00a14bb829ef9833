/** What a unit tells its people for a while; on its devices and those of the units below it, offline too. */
import * as v from 'valibot'
import { noticeAudiences, noticeKinds } from '../domain/notice/notice.ts'

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))
const words = v.strictObject({ title: text(120), text: text(1000) })
const day = v.pipe(v.string(), v.isoDate())

const fields = {
  kind: v.picklist(noticeKinds),
  audience: v.picklist(noticeAudiences),
  /** Code of the procedure that it is about; its guide shows it. */
  procedure: v.nullable(v.pipe(v.string(), v.regex(/^\d\.\d{6}$/))),
  from: day,
  /** The last day. */
  until: day,
  /** Lower is read first. */
  order: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
  vi: words,
  /** Null: shown in Vietnamese to everybody. */
  en: v.nullable(words),
}

/** As devices hear it: one of a kind that this version does not know is shown without its kind. */
export const notice = v.object({
  ...fields,
  id: v.string(),
  kind: v.fallback(v.picklist(noticeKinds), 'other'),
  vi: v.object(words.entries),
  en: v.nullable(v.object(words.entries)),
  /** Name of the unit that tells it. */
  unitName: v.string(),
})
export type Notice = v.InferOutput<typeof notice>

/** `POST /api/desk/notices` */
export const newNotice = v.pipe(
  v.strictObject(fields),
  v.check(({ from, until }) => from <= until, 'ends before it begins'),
)
export type NewNotice = v.InferOutput<typeof newNotice>

/** `GET /api/desk/notices`: of the own unit and those above it, today's and coming ones, in reading order. */
export const noticeList = v.object({
  notices: v.array(v.object({ ...notice.entries, isOwn: v.boolean() })),
})
export type NoticeList = v.InferOutput<typeof noticeList>
