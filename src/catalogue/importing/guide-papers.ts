/** The papers of a record as the guide shows them: to hand in, to show, by case; notes are told apart. */
import { fold } from '../../domain/text/fold.ts'
import type { Component, Procedure } from '../schema.ts'
import { guideWords, inVietnamese } from './guide-words.ts'
import { listedLines } from './listed-text.ts'
import type { OfficialDetail, OfficialPaper } from './official-record.ts'
import { shortText } from './short-text.ts'
import type { Trap } from './trap.ts'

export interface GuidePapers {
  readonly components: readonly Component[]
  /** The question that decides between the cases of the record, where it has a few. */
  readonly question: NonNullable<Procedure['cases']>[number] | undefined
  readonly notes: readonly string[]
  readonly traps: readonly Trap[]
}

type Kind = 'submit' | 'present' | 'note' | 'plain' | 'case'

/** A heading that is no case but says what to do with the papers under it. */
const groups: readonly (readonly [Kind, RegExp])[] = [
  ['note', /^(luu y|ghi chu|chu y)/],
  ['present', /^(cac )?(loai )?giay to( phai| can)? xuat trinh/],
  ['submit', /^(cac )?(loai )?giay to( phai| can)? nop/],
  ['plain', /^(thanh phan )?ho so( bao)?( gom| gom co| bao gom)?$/],
  ['plain', /^thanh phan,? so luong ho so$/],
]
const groupWords = 8
/** The digits choose among the options; with more of them the case stands with each paper, in words. */
const mostOptions = 9
const caseId = 'case'

interface Heading {
  readonly kind: Kind
  /** Of a case, or of a group that says more than its group. */
  readonly label: string | undefined
  /** Papers that were written into the heading itself. */
  readonly papers: readonly OfficialPaper[]
}

function headingOf(name: string | undefined): Heading {
  if (name === undefined) return { kind: 'plain', label: undefined, papers: [] }
  const lines = listedLines(name).map((line) => line.text)
  const [first = '', ...rest] = lines
  const isLabel = /^((\(?[\d.]{1,5}\)?|\(?[a-zđ]\))[.\s]*)?(đối với|trường hợp|hồ sơ|thành phần)/iu.test(
    first,
  )
  const [label, papers] = lines.length === 1 ? [first, []] : isLabel ? [first, rest] : [undefined, lines]
  const found = papers.map((each) => ({ name: each, originals: 0, copies: 0, forms: [] }))
  if (label === undefined) return { kind: 'plain', label, papers: found }
  const plain = fold(label)
    .replace(/^[^a-z]+/u, '')
    .replace(/[^a-z)]+$/u, '')
  const group = groups.find(([, pattern]) => pattern.test(plain))?.[0]
  const isLong = plain.split(' ').length > groupWords
  return { kind: group ?? 'case', label: group === undefined || isLong ? label : undefined, papers: found }
}

/** A paper of which neither an original nor a copy is asked is a note (unless nothing of the record is counted). */
function isCounted({ originals, copies, forms }: OfficialPaper): boolean {
  return originals + copies > 0 || forms.length > 0
}

const isNoteByWord = /^[-+*\s]*(lưu ý|ghi chú|chú ý)/iu

interface Entry {
  readonly paper: OfficialPaper
  readonly handling: Component['handling']
  readonly label: string | undefined
  readonly isCase: boolean
}

export function guidePapers(cases: OfficialDetail['cases']): GuidePapers {
  const traps = new Set<Trap>()
  const notes: string[] = []
  const entries: Entry[] = []
  const isUncounted = cases.every(({ papers }) => papers.every((paper) => !isCounted(paper)))
  for (const { name, papers } of cases) {
    const heading = headingOf(name)
    if (heading.papers.length > 0) traps.add('papers-in-heading')
    const all = [
      ...heading.papers.map((paper) => ({ paper, isFromHeading: true })),
      ...papers.map((paper) => ({ paper, isFromHeading: false })),
    ]
    if (heading.kind === 'note' && heading.label !== undefined) notes.push(heading.label)
    for (const { paper, isFromHeading } of all) {
      const isNote =
        heading.kind === 'note' ||
        isNoteByWord.test(paper.name) ||
        (!isFromHeading && !isUncounted && !isCounted(paper))
      if (isNote) {
        if (!isCounted(paper)) traps.add('note-among-papers')
        notes.push(...listedLines(paper.name).map(({ text }) => text))
        continue
      }
      const isShown = heading.kind === 'present' || saysShow(paper.name, heading.kind)
      entries.push({
        paper,
        handling: isShown ? 'present' : 'submit',
        label: heading.label,
        isCase: heading.kind === 'case',
      })
    }
  }
  if (isUncounted && entries.length > 0) traps.add('papers-uncounted')
  const labels = new Map(
    entries.flatMap(({ label, isCase }) => (isCase && label !== undefined ? [[fold(label), label]] : [])),
  )
  const isAsked = labels.size >= 2 && labels.size <= mostOptions
  if (labels.size > mostOptions) traps.add('many-cases')
  const options = [...labels].map(([key, label], at) => ({ key, value: `case-${at + 1}`, label }))
  const optionOf = (label: string) => options.find(({ key }) => key === fold(label))?.value
  return {
    components: componentsOf(entries, isAsked ? { of: optionOf, count: options.length } : undefined),
    question: isAsked
      ? {
          id: caseId,
          question: guideWords.caseQuestion,
          options: options.map(({ value, label }) => ({ value, label: inVietnamese(plainLabel(label)) })),
        }
      : undefined,
    notes: [...new Set(notes)],
    traps: [...traps],
  }
}

/** `(1.1) Đối với công trình không theo tuyến:` without what stood around it. */
function plainLabel(label: string): string {
  const plain = label
    .replace(/^\(?[\d.]{1,5}[).-]\s*|^[a-zđ]\)\s*/iu, '')
    .replace(/\s*(, hồ sơ (bao )?gồm)?\s*:$/iu, '')
    .trim()
  return plain === '' ? label : plain
}

function saysShow(name: string, kind: Kind): boolean {
  return kind !== 'submit' && /^[-+*\s]*xuất trình/iu.test(name)
}

/** The same paper in several cases is one paper. */
function componentsOf(
  entries: readonly Entry[],
  asked: { readonly of: (label: string) => string | undefined; readonly count: number } | undefined,
): readonly Component[] {
  const grouped = Map.groupBy(entries, ({ paper, handling, label, isCase }) =>
    JSON.stringify([
      fold(paper.name),
      handling,
      paper.originals,
      paper.copies,
      isCase && asked !== undefined ? '' : (label ?? ''),
      isCase,
    ]),
  )
  return [...grouped.values()].flatMap((same, at): Component[] => {
    const [entry] = same
    if (entry === undefined) return []
    const { paper, handling, label, isCase } = entry
    const [name = '', ...more] = nameAndRest(paper.name)
    const values = isCase
      ? [...new Set(same.flatMap((each) => (each.label === undefined ? [] : (asked?.of(each.label) ?? []))))]
      : []
    const [only] = values
    const notes = [...(label === undefined || isCase ? [] : [label]), ...more]
    const forms = [...new Set(same.flatMap((each) => each.paper.forms))].map(withoutExtension)
    return [
      {
        id: `${kindOf(paper.name)}-${at + 1}`,
        name: inVietnamese(name),
        originals: paper.originals,
        copies: paper.copies,
        handling,
        // Needed in every case, it is needed before the question is answered.
        ...(only === undefined || values.length === asked?.count
          ? {}
          : {
              appliesWhen:
                values.length === 1 ? { question: caseId, is: only } : { question: caseId, isOneOf: values },
            }),
        ...(isCase && only === undefined && label !== undefined
          ? { condition: inVietnamese(plainLabel(label)) }
          : {}),
        ...(notes.length === 0 ? {} : { note: inVietnamese(notes.join('\n')) }),
        ...(forms.length === 0 ? {} : { formCode: forms.join('; ') }),
        photograph: false,
      },
    ]
  })
}

/** Longer than this a name goes on to explain. */
const longestName = 100

/** What the paper is called, and the sentences and items that follow. */
function nameAndRest(text: string): readonly string[] {
  const [first = text, ...rest] = listedLines(text).map((line) => line.text)
  const sentences = first.length <= longestName ? [first] : first.split(/(?<=[.;])\s+(?=\p{Lu})/u)
  const [name = first, ...more] = sentences
  const whole = name.replace(/[\s;,.]+$/u, '') || name
  const called = shortText(whole, longestName)
  return [called, ...(called === whole ? [] : [whole]), ...more, ...rest]
}

function withoutExtension(file: string): string {
  const name = file.replace(/\.+(docx?|pdf|xlsx?|rtf|odt|zip|rar)$/iu, '').trim()
  return name === '' ? file : name
}

/** English words in ids choose the picture (`domain/guidance/paper-picture.ts`). */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['photo', /^anh\b|\banh (the|chan dung|mau|3x4|4x6)/],
  ['map', /ban do|ban ve|trich do|trich luc ban do|so do|mat bang|quy hoach/],
  ['identity', /can cuoc|ho chieu|chung minh nhan dan|giay to tuy than/],
  ['authorisation', /uy quyen|hop dong|thoa thuan|cam ket|cam doan|di chuc|bien ban/],
  ['form', /^(to khai|don|phieu|mau|giay de nghi|van ban de nghi)\b/],
  ['certificate', /giay chung nhan|chung chi|giay phep|quyet dinh|giay xac nhan|trich luc|ban sao|chung tu/],
]

function kindOf(name: string): string {
  // What follows explains it.
  const plain = fold(name)
    .replace(/^[^a-z0-9]+/u, '')
    .slice(0, 60)
  return kinds.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other'
}
