/** The skeleton of a new procedure and of its declaration: valid, and visibly unfinished. */
import { unwritten } from '../unfinished.ts'

export interface ProcedureFacts {
  /** `1.001193` */
  readonly code: string
  /** Official Vietnamese name, where the editor gave it. */
  readonly name?: string | undefined
  readonly form?: string | undefined
  /** The day on which it is written, `2026-07-18`. */
  readonly today: string
}

/** Nothing here is known: the confidence is low and every figure is left out, so that the guide promises nothing. */
export function procedureSkeleton({ code, name, form, today }: ProcedureFacts): object {
  return {
    $schema: '../schemas/procedure.schema.json',
    draft: true,
    code,
    name: named(name, 'tên chính thức, đúng từng chữ', 'official name'),
    plainName: unwritten('tên thường gọi, một dòng', 'what a neighbour calls it, one line'),
    field: unwritten('lĩnh vực', 'field'),
    lifeEvent: 'other',
    level: 'commune',
    alsoLevels: [],
    scope: 'national',
    role: form === undefined ? 'guide-only' : 'file',
    onlineLevel: 'information-only',
    channels: ['in-person'],
    essential: false,
    who: unwritten('ai làm', 'who may file'),
    where: unwritten('nộp ở đâu', 'where to file'),
    result: unwritten('kết quả nhận được', 'what one receives'),
    timeLimit: { unit: 'working-days', note: unwritten('thời hạn', 'time limit'), confirm: true },
    fee: { rules: [], exemptions: [], note: unwritten('phí, lệ phí', 'fees'), confirm: true },
    components: [
      {
        id: 'declaration',
        name: unwritten('giấy tờ phải nộp', 'paper to hand in'),
        originals: 1,
        copies: 0,
        handling: form === undefined ? 'submit' : 'fill-online',
        photograph: false,
      },
    ],
    ...(form === undefined ? {} : { form }),
    keywords: { vi: [], en: [] },
    notes: [],
    legalBasis: [],
    record: {},
    sources: [unwritten('nguồn', 'link to the source').en],
    confidence: 'low',
    possiblyOutdated: false,
    unverified: [unwritten('điều chưa chắc', 'what could not be verified, or leave the list empty').en],
    verifiedOn: today,
  }
}

/** One section that asks who files, which every declaration needs; the rest is the editor's. */
export function formSkeleton({
  name,
  official,
}: {
  readonly name: string
  readonly official?: string | undefined
}): object {
  return {
    $schema: '../schemas/form.schema.json',
    draft: true,
    name,
    version: 1,
    title: named(official, 'tên tờ khai', 'title of the declaration'),
    officialName: unwritten('tên mẫu chính thức', 'official name of the form').vi,
    legalBasis: [],
    sections: [
      {
        id: 'applicant',
        title: { vi: 'Người yêu cầu', en: 'Applicant' },
        steps: [
          {
            id: 'applicant',
            title: { vi: 'Bạn là ai?', en: 'Who are you?' },
            questions: [
              {
                id: 'applicant.fullName',
                type: 'name',
                label: { vi: 'Họ, chữ đệm, tên của bạn', en: 'Your full name' },
                required: true,
                fill: { person: 'applicant', from: 'name' },
              },
              {
                id: 'applicant.number',
                type: 'citizen-number',
                label: { vi: 'Số định danh cá nhân của bạn', en: 'Your personal number' },
                required: true,
                fill: { person: 'applicant', from: 'number' },
              },
              {
                id: 'applicant.phone',
                type: 'phone',
                label: { vi: 'Số điện thoại của bạn', en: 'Your phone number' },
                required: false,
              },
            ],
          },
        ],
      },
      {
        id: 'request',
        title: unwritten('phần tiếp theo', 'next section'),
        steps: [
          {
            id: 'request',
            title: unwritten('một màn hình, một ý', 'one screen, one idea'),
            questions: [
              {
                id: 'request.content',
                type: 'long-text',
                label: unwritten('câu hỏi, lời thường', 'the question in plain words'),
                official: unwritten('chữ trên mẫu giấy', 'wording of the paper form'),
                required: false,
                uncertain: true,
              },
            ],
          },
        ],
      },
    ],
    checks: [],
    applicant: { name: 'applicant.fullName', number: 'applicant.number', phone: 'applicant.phone' },
  }
}

function named(vi: string | undefined, what: string, inEnglish: string): { vi: string; en: string } {
  const open = unwritten(what, inEnglish)
  return { vi: vi ?? open.vi, en: open.en }
}

/** As the formatter leaves JSON: objects over several lines, lists of plain values on one. */
export function contentText(content: object): string {
  const text = JSON.stringify(content, null, 2)
  return `${text.replaceAll(/\[\n\s+("[^"\n]*"(?:,\n\s+"[^"\n]*")*)\n\s+\]/g, (_, items: string) => `[${items.replaceAll(/,\n\s+/g, ', ')}]`)}\n`
}
