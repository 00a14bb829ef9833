import type { Answers, AnswerValue, GroupItem } from '../../../../domain/form/definition.ts'
import { isFieldValue } from '../../../../domain/form/evaluate.ts'

/** Communes given in the declaration so far, in groups too, each once: people of one dossier live near each other. */
export function earlierCommunes(answers: Answers | GroupItem): readonly string[] {
  return [...new Set(Object.values(answers).flatMap(communesIn))]
}

function communesIn(answer: AnswerValue | undefined): readonly string[] {
  if (answer === undefined) return []
  if (!isFieldValue(answer)) return answer.flatMap(earlierCommunes)
  return typeof answer === 'object' && 'commune' in answer && answer.commune !== '' ? [answer.commune] : []
}
