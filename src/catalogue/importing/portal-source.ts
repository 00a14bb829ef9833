/** The national portal's public API: rows of its list and full records, as it answered in July 2026. */
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import {
  type Cleaning,
  countIn,
  isLooseObject,
  type LooseObject,
  numberIn,
  objectsAt,
  valueAt,
} from './loose-json.ts'
import { levelsOfBodies, provinceOfPublisher } from './official-place.ts'
import type {
  OfficialDetail,
  OfficialFee,
  OfficialLevel,
  OfficialPaper,
  OfficialRecord,
  OfficialWay,
} from './official-record.ts'

/** What every source gives besides the code, which is read by its own rules. */
export type RecordWithoutCode = Omit<OfficialRecord, 'code' | 'localCode'>

const channels: Readonly<Record<string, OfficialWay['channel']>> = {
  ONLINE: 'online',
  POSTAL: 'postal',
  DIRECT: 'in-person',
}
const units: Readonly<Record<string, OfficialWay['unit']>> = {
  WORKING_DAY: 'working-days',
  DAY: 'days',
  HOUR: 'hours',
  MONTH: 'months',
}

function reachOf(type: unknown): OfficialRecord['reach'] {
  if (type === 'SPECIFIC') return 'province'
  return type === 'STANDARD_INTERNAL' ? 'between-agencies' : 'national'
}

/** A row of the list: what it is called, whose it is, for whom. */
export function portalRow(row: LooseObject, clean: Cleaning, name: string): RecordWithoutCode {
  const publisher = clean.line(valueAt(row, 'departmentPromulgate'))
  const agencies = clean.lines(valueAt(row, 'departments'))
  const reach = reachOf(valueAt(row, 'type'))
  const levels = levelsOfBodies(agencies)
  const byName: OfficialLevel[] = /cấp xã/iu.test(name) && !levels.includes('commune') ? ['commune'] : []
  return {
    name,
    source: 'portal',
    portalId: clean.line(valueAt(row, 'id')),
    fields: clean.lines(valueAt(row, 'categories')),
    publisher,
    reach,
    province: reach === 'province' ? provinceOfPublisher(publisher, undefined) : undefined,
    levels: [...byName, ...levels],
    audience: clean.lines(valueAt(row, 'formalityTargetType')),
    agencies,
    keywords: [],
  }
}

/** A full record: what stands in `data` of the portal's answer. */
export function portalDetail(data: LooseObject, clean: Cleaning, name: string): RecordWithoutCode {
  const publisher = clean.line(valueAt(data, 'departmentPromulgateName'))
  const publisherCode = clean.line(valueAt(data, 'departmentPromulgateCode'))
  const reach = reachOf(valueAt(data, 'type'))
  const proposal = valueAt(data, 'procedureProposal')
  return {
    name,
    source: 'portal',
    portalId: clean.line(valueAt(data, 'id')),
    fields: clean.lines(valueAt(data, 'categoriesDetails'), 'name'),
    publisher,
    publisherCode,
    reach,
    province: reach === 'province' ? provinceOfPublisher(publisher, publisherCode) : undefined,
    levels: levelsIn(data),
    audience: clean.lines(valueAt(data, 'subjectTypesDetails'), 'name'),
    agencies: together(clean, data, 'departmentsExecuting', 'unitGroupsExecuting', 'executingAgencies'),
    keywords: keywordsOf(clean.text(valueAt(data, 'keywords'))),
    detail: {
      steps: objectsAt(data, 'executionSteps').map((step) => ({
        name: clean.line(valueAt(step, 'name')),
        text: clean.text(valueAt(step, 'description')),
      })),
      ways: objectsAt(data, 'executionMethods').map((method) => wayOf(method, clean)),
      cases: objectsAt(data, 'executionCases').map((each) => ({
        name: clean.text(valueAt(each, 'name')),
        papers: papersIn(each, clean),
      })),
      variants: objectsAt(data, 'cases').map((each) => variantOf(each, clean)),
      conditions: clean.text(valueAt(data, 'requirementsAndConditions')),
      results: objectsAt(data, 'resultsDetails').flatMap((result) => {
        const resultName = clean.text(valueAt(result, 'name'))
        return resultName === undefined
          ? []
          : [{ code: clean.line(valueAt(result, 'code')), name: resultName }]
      }),
      laws: objectsAt(data, 'legalBasisesDetails').map((law) => ({
        number: clean.line(valueAt(law, 'code')),
        name: clean.line(valueAt(law, 'name')),
      })),
      deciding: together(clean, data, 'departmentsAuthority', 'unitGroupsAuthority', 'delegatedAgencies'),
      authorised: together(
        clean,
        data,
        'departmentsAuthorized',
        'unitGroupsAuthorized',
        'authorizedAgencies',
      ),
      coordinating: together(
        clean,
        data,
        'departmentsCoordinating',
        'unitGroupsCoordinating',
        'coordinatingAgencies',
      ),
      address: clean.text(valueAt(data, 'dossierReceivingAddresses')),
      note: clean.text(valueAt(data, 'note')),
      decision: isLooseObject(proposal) ? decisionOf(proposal, clean) : undefined,
      updatedOn: dayOf(valueAt(data, 'updatedAt')),
      isFullyOnline: valueAt(data, 'isFullProcess') === true,
      related: objectsAt(data, 'procedureRelatedGroup').flatMap(
        (related) => clean.line(valueAt(related, 'code')) ?? [],
      ),
      replaces: [],
      other: otherParts(data, clean),
    },
  }
}

function levelsIn(data: LooseObject): OfficialLevel[] {
  const flags: readonly (readonly [string, OfficialLevel])[] = [
    ['isWard', 'commune'],
    ['isProvince', 'province'],
    ['isMinistry', 'ministry'],
  ]
  const levels = flags.flatMap(([flag, level]) => (valueAt(data, flag) === true ? [level] : []))
  // Also set for the police and the like, which stand at a level of their own.
  const isOther = ['isOtherAgency', 'isVertical'].some((flag) => valueAt(data, flag) === true)
  return levels.length === 0 && isOther ? ['other'] : levels
}

/** The same bodies stand in up to three places of a record. */
function together(clean: Cleaning, data: LooseObject, ...keys: readonly string[]): string[] {
  return [...new Set(keys.flatMap((key) => clean.lines(valueAt(data, key), 'name')))]
}

export function keywordsOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(/[;\n]/).map((word) => word.trim()))].filter((word) => word !== '')
}

function wayOf(method: LooseObject, clean: Cleaning): OfficialWay {
  const written = valueAt(method, 'submissionMethod')
  const channel = typeof written === 'string' ? channels[written] : undefined
  if (channel === undefined) clean.traps.add('unknown-value')
  return {
    channel,
    channelText: channel === undefined ? clean.line(written) : undefined,
    ...timeOf(valueAt(method, 'processingTime'), valueAt(method, 'processingTimeUnit'), clean),
    text: clean.text(valueAt(method, 'description')),
    fees: objectsAt(method, 'fees').map((fee) => feeOf(fee, clean)),
  }
}

function timeOf(
  written: unknown,
  unitCode: unknown,
  clean: Cleaning,
): Pick<OfficialWay, 'value' | 'unit' | 'wording'> {
  const value = numberIn(written)
  const unit = typeof unitCode === 'string' ? units[unitCode] : undefined
  if (unit === undefined && unitCode !== 'OTHER' && unitCode !== undefined) clean.traps.add('unknown-value')
  const unitWords = unit === undefined && unitCode !== 'OTHER' ? clean.line(unitCode) : undefined
  if (value === undefined) return { unit, wording: clean.text(written) ?? unitWords }
  return { value, unit, wording: unitWords === undefined ? undefined : `${value} ${unitWords}` }
}

function variantOf(each: LooseObject, clean: Cleaning): OfficialDetail['variants'][number] {
  const processing = valueAt(each, 'processingDay')
  const time = isLooseObject(processing)
    ? timeOf(valueAt(processing, 'qty'), valueAt(processing, 'type'), clean)
    : {}
  return { code: clean.line(valueAt(each, 'code')), name: clean.line(valueAt(each, 'name')), ...time }
}

function feeOf(fee: LooseObject, clean: Cleaning): OfficialFee {
  return {
    kind: clean.line(valueAt(fee, 'type')),
    amount: numberIn(valueAt(fee, 'value')),
    currency: clean.line(valueAt(fee, 'currencyName')),
    text: clean.text(valueAt(fee, 'description')),
    document: clean.lines(valueAt(fee, 'attachment'), 'fileName').join('; ') || undefined,
  }
}

function papersIn(each: LooseObject, clean: Cleaning): OfficialPaper[] {
  return objectsAt(each, 'profileComponents').flatMap((component) => {
    const name = clean.text(valueAt(component, 'name'))
    if (name === undefined) {
      clean.traps.add('paper-without-name')
      return []
    }
    return [
      {
        code: clean.line(valueAt(component, 'code')),
        name,
        originals: countIn(valueAt(component, 'originalQty')),
        copies: countIn(valueAt(component, 'copyQty')),
        forms: clean.lines(valueAt(component, 'attachments'), 'fileName'),
      },
    ]
  })
}

function decisionOf(proposal: LooseObject, clean: Cleaning): string | undefined {
  const number = clean.line(valueAt(proposal, 'proposalNumber'))
  const issuer = clean.lines(valueAt(proposal, 'issuingAgency'), 'name').join(', ')
  const day = dayOf(valueAt(proposal, 'decisionDate'))
  return (
    [number, day === undefined ? undefined : formatPartialDate(day), issuer]
      .filter((part) => part !== undefined && part !== '')
      .join(' · ') || undefined
  )
}

/** Milliseconds since the epoch, as a day in Vietnam. */
function dayOf(value: unknown): string | undefined {
  return typeof value === 'number' && value > 0 && value < 4_102_444_800_000 ? vietnamDay(value) : undefined
}

/** What the guide has no place for is kept for the full text. */
function otherParts(data: LooseObject, clean: Cleaning): OfficialDetail['other'] {
  const description = clean.text(valueAt(data, 'description'))
  const parts: (readonly [string, string | undefined])[] = [
    // The portal repeats the conditions here.
    [
      'Mô tả',
      description === clean.text(valueAt(data, 'requirementsAndConditions')) ? undefined : description,
    ],
    ['Nhóm dịch vụ', clean.lines(valueAt(data, 'serviceGroupsDetails'), 'name').join('\n') || undefined],
    ['Đối tượng', clean.lines(valueAt(data, 'targetObjects'), 'name').join('\n') || undefined],
    ['Cơ quan', clean.lines(valueAt(data, 'departmentDetails'), 'name').join('\n') || undefined],
  ]
  return parts.flatMap(([heading, text]) => (text === undefined ? [] : [{ heading, text }]))
}
