/** `/api/desk/voices`: native speakers record and translate sentences, a second person reviews, the unit publishes. */
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { spokenLanguages } from '../../catalogue/lists/spoken-languages.ts'
import { languageTag, mostSentences, recordingLimitBytes, voiceMediaType } from '../../contract/voice-pack.ts'
import {
  recordingDescription,
  recordingHeader,
  recordingRemoval,
  reviewRequest,
  translationRequest,
  type VoiceOverview,
  type VoiceSentence,
  type VoiceWork,
} from '../../contract/voices.ts'
import { sameWords } from '../../domain/speech/sentence.ts'
import { sha256 } from '../../vault/encoding.ts'
import { bytesOf } from '../../vault/text.ts'
import type { GatewayContext } from '../context.ts'
import { forStaff } from '../desk/session.ts'
import { isDiskFull } from '../files/disk-full.ts'
import { limited, TooLarge } from '../limited-body.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import type { StoredVoice } from '../storage/voices.ts'
import { dropUnneeded, readManifest } from './manifest.ts'
import { publishLanguage, withdrawLanguage } from './publish.ts'
import { soundIn, voiceFiles } from './voice-files.ts'

const parameters = v.object({
  language: v.pipe(
    languageTag,
    v.check((tag) => spokenLanguages.some((each) => each.tag === tag)),
  ),
})
const fileParameters = v.object({ ...parameters.entries, sha256: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)) })

/** What one change makes of a row; a problem when it may not be made. */
type Change = (row: StoredVoice) => Partial<StoredVoice> | 'own-recording' | 'not-found'

/** Whoever changes what is heard or read takes the review back with it. */
const unreviewed = { reviewed_by: null, reviewed_at: null } as const

export function voiceDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, files, now } = context
  // Left in the socket until it is known who sends it.
  app.addContentTypeParser([...voiceMediaType.options, 'application/octet-stream'], (_request, _body, done) =>
    done(null),
  )

  /** For a handler of one language of the list; any other is not there. */
  const ofLanguage = (
    permission: 'record-voices' | 'publish-voices',
    handler: (
      staff: Staff,
      language: string,
      request: FastifyRequest,
      reply: FastifyReply,
    ) => Promise<unknown>,
  ) =>
    forStaff(context, permission, async (staff, request, reply) => {
      const wanted = v.safeParse(parameters, request.params)
      if (!wanted.success) return sendProblem(reply, 'not-found')
      return handler(staff, wanted.output.language, request, reply)
    })

  async function publishedOf(unit: string, language: string): Promise<VoiceWork['published']> {
    const pack = (await readManifest(context, unit))?.languages.find((each) => each.language === language)
    return pack === undefined ? null : { at: pack.publishedAt, sentences: pack.sentences }
  }

  /** Writes one change on top of the revision that was seen, and answers with the sentence. */
  async function save(
    staff: Staff,
    language: string,
    seen: { readonly source: string; readonly revision: number; readonly place?: string },
    change: Change,
    reply: FastifyReply,
  ): Promise<unknown> {
    const source = sameWords(seen.source)
    const sentence = await sha256(bytesOf(source))
    const found = await storage.voices.find(staff.unit, language, sentence)
    if ((found?.revision ?? 0) !== seen.revision) return sendProblem(reply, 'recording-changed')
    if (found === undefined && (await isFull(staff.unit, language)))
      return sendProblem(reply, 'request-malformed', { detail: 'more sentences than the catalogue has' })
    const row = found ?? {
      unit: staff.unit,
      language,
      sentence,
      place: '',
      source,
      translation: null,
      translated_by: null,
      recording: null,
      recording_bytes: null,
      media_type: null,
      recorded_by: null,
      ...unreviewed,
      revision: 0,
      changed_at: '',
    }
    const changed = change(row)
    if (typeof changed === 'string') return sendProblem(reply, changed)
    const place = seen.place ?? row.place
    const at = now().toISOString()
    const after = { ...row, ...changed, place, revision: row.revision + 1, changed_at: at }
    if (!(await storage.voices.save(after))) return sendProblem(reply, 'recording-changed')
    if (row.recording !== null && row.recording !== after.recording)
      // A published pack still has it until the next one takes its place.
      await dropUnneeded(context, staff.unit, [row.recording])
    return sentenceOf(after, staff)
  }

  async function isFull(unit: string, language: string): Promise<boolean> {
    const counts = (await storage.voices.counts(unit)).find((each) => each.language === language)
    return counts !== undefined && counts.translated + counts.recorded >= 2 * mostSentences
  }

  app.get(
    '/voices',
    forStaff(context, 'record-voices', async (staff) => {
      const languages = await storage.voices.counts(staff.unit)
      return {
        languages: await Promise.all(
          languages.map(async (counts) => ({
            ...counts,
            published: await publishedOf(staff.unit, counts.language),
          })),
        ),
      } satisfies VoiceOverview
    }),
  )

  app.get(
    '/voices/:language',
    ofLanguage('record-voices', async (staff, language) => {
      const rows = await storage.voices.sentences(staff.unit, language)
      return {
        language,
        sentences: rows.map((row) => sentenceOf(row, staff)),
        published: await publishedOf(staff.unit, language),
      } satisfies VoiceWork
    }),
  )

  app.post(
    '/voices/:language/translations',
    ofLanguage('record-voices', async (staff, language, request, reply) => {
      const body = parseRequest(translationRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const translation = body.value.translation === '' ? null : body.value.translation.normalize('NFC')
      const change: Change = () => ({ translation, translated_by: staff.username, ...unreviewed })
      return save(staff, language, body.value, change, reply)
    }),
  )

  app.post(
    '/voices/:language/recordings',
    ofLanguage('record-voices', async (staff, language, request, reply) => {
      const closing = reply.header('connection', 'close')
      const described = parseRequest(recordingDescription, describedIn(request.headers[recordingHeader]))
      if (!described.ok) return sendProblem(closing, 'request-malformed', described.details)
      if (Number(request.headers['content-length'] ?? 0) > recordingLimitBytes)
        return sendProblem(closing, 'payload-too-large')
      try {
        const body = request.raw.iterator({ destroyOnReturn: false })
        const bytes = Buffer.concat(await limitedBytes(body))
        reply.removeHeader('connection')
        const mediaType = soundIn(bytes)
        if (mediaType === null) return sendProblem(reply, 'audio-refused')
        const file = await voiceFiles(files, staff.unit).add(bytes)
        const change: Change = () => ({
          recording: file.sha256,
          recording_bytes: file.bytes,
          media_type: mediaType,
          recorded_by: staff.username,
          ...unreviewed,
        })
        const answer = await save(staff, language, described.value, change, reply)
        // Refused: nobody's, unless somebody's already.
        if (reply.statusCode >= 400) await dropUnneeded(context, staff.unit, [file.sha256])
        return answer
      } catch (error) {
        if (error instanceof TooLarge) return sendProblem(closing, 'payload-too-large')
        if (isDiskFull(error)) return sendProblem(closing, 'server-full')
        throw error
      }
    }),
  )

  app.post(
    '/voices/:language/recording-removals',
    ofLanguage('record-voices', async (staff, language, request, reply) => {
      const body = parseRequest(recordingRemoval, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const change: Change = ({ recording }) =>
        recording === null
          ? 'not-found'
          : { recording: null, recording_bytes: null, media_type: null, recorded_by: null, ...unreviewed }
      return save(staff, language, body.value, change, reply)
    }),
  )

  app.post(
    '/voices/:language/reviews',
    ofLanguage('record-voices', async (staff, language, request, reply) => {
      const body = parseRequest(reviewRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { isReviewed } = body.value
      const change: Change = (row) => {
        if (row.recording === null && row.translation === null) return 'not-found'
        if (isOwn(row, staff)) return 'own-recording'
        return isReviewed ? { reviewed_by: staff.username, reviewed_at: now().toISOString() } : unreviewed
      }
      return save(staff, language, body.value, change, reply)
    }),
  )

  app.get(
    '/voices/:language/recordings/:sha256',
    forStaff(context, 'record-voices', async (staff, request, reply) => {
      const wanted = v.safeParse(fileParameters, request.params)
      if (!wanted.success) return sendProblem(reply, 'not-found')
      const { sha256: recording } = wanted.output
      const isOurs = await storage.voices.isUsed(staff.unit, recording)
      const bytes = isOurs ? await voiceFiles(files, staff.unit).read(recording) : null
      const mediaType = bytes === null ? null : soundIn(bytes)
      if (bytes === null || mediaType === null) return sendProblem(reply, 'not-found')
      return reply.type(mediaType).header('content-disposition', 'inline').send(bytes)
    }),
  )

  const publication = (publish: typeof publishLanguage) =>
    ofLanguage('publish-voices', async (staff, language, _request, reply) => {
      const done = await publish(context, staff.unit, language)
      if (!done.ok)
        return sendProblem(reply, done.problem === 'changed' ? 'recording-changed' : 'transition-not-allowed')
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'voices-published',
        subject: null,
        detail: { language, version: done.manifest.version },
      })
      return { published: await publishedOf(staff.unit, language) }
    })
  app.post('/voices/:language/publication', publication(publishLanguage))
  app.delete('/voices/:language/publication', publication(withdrawLanguage))
}

function isOwn(row: StoredVoice, { username }: Staff): boolean {
  return (
    (row.recording !== null && row.recorded_by === username) ||
    (row.translation !== null && row.translated_by === username)
  )
}

function sentenceOf(row: StoredVoice, staff: Staff): VoiceSentence {
  const { recording, recording_bytes: bytes, media_type: mediaType } = row
  return {
    place: row.place,
    source: row.source,
    translation: row.translation,
    recording:
      recording === null || bytes === null || mediaType === null
        ? null
        : { sha256: recording, bytes, mediaType },
    translatedBy: row.translated_by,
    recordedBy: row.recorded_by,
    reviewedBy: row.reviewed_by,
    isOwn: isOwn(row, staff),
    revision: row.revision,
  }
}

/** @throws TooLarge */
async function limitedBytes(body: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const chunks: Buffer[] = []
  const gate = limited(recordingLimitBytes)
  gate.on('data', (chunk: Buffer) => chunks.push(chunk))
  await pipeline(body, gate)
  return chunks
}

/** Null for what is no base64url of JSON. */
function describedIn(header: string | string[] | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(String(header), 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
