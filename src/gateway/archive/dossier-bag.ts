/**
 * A dossier as a bag: what was declared, its history with the chain, papers and documents as files that anyone opens,
 * and `register.json`, from which a gateway takes it in again. It is in the clear: who keeps it keeps it safe.
 */

import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { open } from '../../vault/seal.ts'
import { bytesOf } from '../../vault/text.ts'
import type { GatewayContext } from '../context.ts'
import type { DossierRows, Row } from '../storage/dossier-rows.ts'
import { type BagFile, bagOf } from './bag.ts'
import { signatureOf } from './bag-signature.ts'

export const registerPath = 'register.json'

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

export type Archived = Pick<GatewayContext, 'storage' | 'parts' | 'documents' | 'keys' | 'now'>

export interface DossierBag {
  /** For its folder or file. */
  readonly name: string
  readonly files: AsyncIterable<BagFile>
}

/** Undefined when there is no such dossier. */
export async function dossierBag(context: Archived, id: string): Promise<DossierBag | undefined> {
  const rows = await context.storage.dossierRows.read(id)
  const [dossier] = rows?.dossiers ?? []
  if (rows === undefined || dossier === undefined) return undefined
  const unit = await context.storage.units.find(String(dossier.unit))
  const number = dossier.official_number ?? dossier.receipt_code
  return {
    name: `ho-so-${String(number).replace(/[^A-Za-z0-9.-]/g, '-')}`,
    files: bagOf(
      payloadOf(context, rows, dossier),
      [
        ['Source-Organization', unit?.name ?? String(dossier.unit)],
        ['External-Identifier', String(number)],
        ['Internal-Sender-Identifier', id],
        ['Bagging-Date', vietnamDay(context.now().getTime())],
        ['Bag-Software-Agent', 'Motcua'],
      ],
      (manifest) => signatureOf(context.keys, manifest, context.now().toISOString()),
    ),
  }
}

async function* payloadOf(
  { parts, documents, keys }: Archived,
  rows: DossierRows,
  dossier: Row,
): AsyncGenerator<BagFile, void> {
  const files: Record<string, string> = {}
  for (const [index, part] of rows.parts.entries()) {
    if (part.arrived_at === null) continue
    const sha256 = String(part.sha256)
    const path = `papers/${counted(index + 1)}.${extensions[String(part.media_type)] ?? 'bin'}`
    yield { path, bytes: await open(await parts.read(sha256), keys.identities) }
    files[sha256] = path
  }
  const documentFiles: Record<string, string> = {}
  for (const document of rows.dossier_documents) {
    const path = `documents/${counted(Number(document.number))}.${extensions[String(document.media_type)] ?? 'bin'}`
    yield { path, bytes: await documents.read(String(document.file)) }
    documentFiles[String(document.number)] = path
  }
  yield { path: 'declaration.json', bytes: json(declarationOf(dossier, files)) }
  yield {
    path: 'history.json',
    bytes: json(rows.dossier_events.map(({ data, ...event }) => ({ ...event, data: parsed(data) }))),
  }
  yield {
    path: 'documents.json',
    bytes: json(
      rows.dossier_documents.map(({ file: _, source, signatures, ...document }) => ({
        ...document,
        source: parsed(source),
        signatures: parsed(signatures),
        path: documentFiles[String(document.number)],
      })),
    ),
  }
  yield { path: 'fees.json', bytes: json(rows.dossier_fees) }
  yield {
    path: registerPath,
    bytes: json({ format: 'motcua-dossier', version: 1, papers: files, documents: documentFiles, rows }),
  }
}

/** What a person needs to read it without this program. */
function declarationOf(dossier: Row, files: Readonly<Record<string, string>>): object {
  return {
    receiptCode: dossier.receipt_code,
    officialNumber: dossier.official_number,
    unit: dossier.unit,
    procedure: dossier.procedure,
    form: { name: dossier.form_name, version: dossier.form_version },
    stage: dossier.stage,
    filedOn: dossier.filed_on,
    receivedAt: dossier.received_at,
    dueAt: dossier.due_at,
    finishedAt: dossier.finished_at,
    returnedAt: dossier.returned_at,
    applicant: dossier.applicant_name,
    answers: parsed(dossier.answers),
    papers: parsed(dossier.papers),
    /** Where the pages of the papers lie, by their digest. */
    files,
  }
}

function parsed(text: string | number | null | undefined): unknown {
  return JSON.parse(String(text))
}

function json(value: unknown): Uint8Array {
  return bytesOf(`${JSON.stringify(value, null, 2)}\n`)
}

function counted(number: number): string {
  return String(number).padStart(3, '0')
}
