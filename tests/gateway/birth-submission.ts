/** The birth that the tests file: see tests/domain/form/birth-example.ts. */
import type { SubmissionPayload } from '../../src/contract/payload.ts'
import type { AnswerValue } from '../../src/domain/form/definition.ts'
import { birthAnswers, birthFiledOn, birthForm } from '../domain/form/birth-example.ts'
import type { SealedPart } from './test-device.ts'

/** Of the applicant in the example, Lò Thị Pành. */
export const lastFour = String(birthAnswers['requester.idNumber']).slice(-4)

export function birthSubmission(
  changed: Readonly<Record<string, AnswerValue>> = {},
  parts: readonly SealedPart[] = [],
): SubmissionPayload {
  return {
    procedure: '1.001193',
    form: { name: birthForm.name, version: birthForm.version },
    answers: { ...birthAnswers, ...changed },
    papers: parts.map((part) => ({
      component: 'birth-attestation-health-facility',
      pages: [part.reference.sha256],
    })),
    language: 'vi',
    consent: { text: '1', givenAt: `${birthFiledOn}T02:00:00.000Z` },
    filedOn: birthFiledOn,
  }
}
