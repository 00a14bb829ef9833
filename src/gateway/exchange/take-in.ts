/**
 * A dossier that was filed on the national portal becomes one here, as newly filed, with its files looked into like any
 * upload. The shape of such a push is known from few sources: names are read in either case and under both of their
 * spellings, what is unknown is kept beside (exchange format §2).
 */
import { createHash } from 'node:crypto'
import { v5 as uuidV5, v7 as uuidV7 } from 'uuid'
import { contradicts } from '../../domain/exchange/contradiction.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { inspectApart } from '../documents/pdf-work.ts'
import { isStorable } from '../problem-reply.ts'
import type { NewDocument } from '../storage/documents.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { textIn } from './answer.ts'
import type { Exchange } from './portal-exchange.ts'
import { fetchFile, filesIn, nameOf, withoutFiles } from './pushed-files.ts'
import { portalAnswers, readShared } from './shared-dossiers.ts'

export type TakenIn =
  | { readonly kind: 'taken' }
  | { readonly kind: 'duplicate'; readonly dossier: string }
  /** In Vietnamese: the portal's people read it. */
  | { readonly kind: 'refused'; readonly why: string }

type Fields = ReadonlyMap<string, unknown>

/** Of one gateway the same for a unit, of two never. */
const portalNamespace = '6f1c2a54-93b0-5d0e-9a35-7f4c3b1d8e20'

export async function takeIn(context: GatewayContext, exchange: Exchange, fields: Fields): Promise<TakenIn> {
  const { storage, documents, now } = context
  const first = (...names: string[]) =>
    names.map((name) => textIn(fields, name)).find((each) => each !== '') ?? ''
  const number = first('mahosoqg', 'mahoso', 'masohoso')
  const procedure = first('matthc').replace(/\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/, '')
  const applicant = first('chuhoso', 'tennguoinop', 'hoten').slice(0, 200)
  if (!/^[\x21-\x7e]{4,80}$/.test(number)) return refused('Thiếu MaHoSo hoặc MaHoSo không đúng dạng.')
  if (!/^\d\.\d{6}$/.test(procedure)) return refused('Thiếu MaTTHC hoặc MaTTHC không đúng dạng.')
  if (applicant === '') return refused('Thiếu ChuHoSo.')
  if (!isStorable(Object.fromEntries(fields))) return refused('Có ký tự không lưu được.')
  const unit = await storage.exchange.unitOfSender(first('madonvi', 'madonvitiepnhan'))
  if (unit === undefined) return refused('Không có đơn vị mang mã này.')
  const known = await storage.portalDossiers.findByNumber(number)
  if (known !== undefined) return { kind: 'duplicate', dossier: known.dossier }

  const at = now().toISOString()
  const id = uuidV7()
  const envelope = uuidV7()
  const kept: string[] = []
  let isTaken = false
  try {
    const newDocuments: NewDocument[] = []
    const doubts: string[] = []
    for (const file of filesIn(fields)) {
      const fetched = await fetchFile(exchange.settings, file)
      // Nothing is acknowledged before all of it is here: the portal sends it again.
      if (!fetched.ok) return refused(`Chưa tải được tệp ${file.name}: ${fetched.why}`)
      const seen = await inspectApart(fetched.bytes)
      if (!seen.ok) {
        // A file of another kind must not keep the dossier away: staff are told.
        doubts.push(`${nameOf(file)}: ${seen.problem}`)
        continue
      }
      const key = await documents.keep(onePiece(fetched.bytes))
      kept.push(key)
      newDocuments.push({
        dossier: id,
        kind: 'component',
        component: null,
        name: nameOf(file),
        document_number: '',
        issuer: '',
        issued_on: null,
        is_reusable: 0,
        media_type: seen.mediaType,
        sha256: createHash('sha256').update(fetched.bytes).digest('base64url'),
        bytes: fetched.bytes.length,
        pages: seen.pages,
        source: JSON.stringify({ type: 'upload' }),
        signatures: JSON.stringify(seen.signatures),
        file: key,
        created_at: at,
        created_by: 'gateway',
      })
    }
    const identity = first('sodinhdanh', 'sogiaytochuhoso', 'socmnd')
    const digits = identity.replace(/\D/g, '')
    const answers = Object.fromEntries(
      [
        [portalAnswers.number, identity],
        [portalAnswers.phone, first('sodienthoai')],
        [portalAnswers.email, first('email', 'thudientu')],
        [portalAnswers.note, first('trichyeuhoso', 'noidung')],
      ].filter(([, value]) => value !== ''),
    )
    isTaken = await storage.portalDossiers.takeIn({
      device: uuidV5(`${context.gatewayId} ${unit}`, portalNamespace),
      dossier: {
        id,
        envelope,
        receipt_code: receiptCodeOf(envelope),
        unit,
        procedure,
        form_name: '',
        form_version: 0,
        applicant_name: applicant,
        applicant_last_four: digits.length < 4 ? null : digits.slice(-4),
        subject_name: null,
        answers: JSON.stringify(answers),
        papers: '[]',
        doubts: JSON.stringify(doubts),
        language: 'vi',
        filed_on: vietnamDay(at),
        arrived_at: at,
      },
      portal: {
        number,
        account: first('madoituong', 'techid') || null,
        owner_kind: first('loaidoituong') || null,
        record: JSON.stringify(withoutFiles(fields)),
      },
      documents: newDocuments,
    })
    if (isTaken) return { kind: 'taken' }
    const other = await storage.portalDossiers.findByNumber(number)
    if (other === undefined) throw new Error('a dossier of the portal is neither new nor known')
    return { kind: 'duplicate', dossier: other.dossier }
  } finally {
    if (!isTaken) for (const key of kept) await documents.remove(key)
  }
}

/** A dossier that is pushed again with a state that it never had here waits for a person. */
export async function parkIfContradicting(
  context: GatewayContext,
  dossier: Dossier['id'],
  fields: Fields,
): Promise<void> {
  const { storage, now } = context
  const said = textIn(fields, 'trangthaihoso') || textIn(fields, 'trangthai')
  if (!/^\d{1,2}$/.test(said)) return
  const history = await readShared(context, dossier, async () => null)
  if (history === null) return
  const decided = await storage.exchange.decidedStates(dossier)
  const portalState = Number(said)
  if (!contradicts(portalState, [...history.states, ...decided])) return
  const at = now().toISOString()
  await storage.exchange.park({ id: uuidV7(), dossier, unit: history.unit.code, portalState, at })
}

function refused(why: string): TakenIn {
  return { kind: 'refused', why }
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}
