/** How a dossier's step is counted once only, on whichever device or phone, without the answer saying whose it is. */
import type { SurveyRequest } from '../contract/survey.ts'
import { sha256 } from './encoding.ts'
import { bytesOf } from './text.ts'

/**
 * The same for gateway and devices. Whoever has the dossiers can make the marks of all of them, and so see for which
 * ones somebody has answered; not what.
 * @param receiptCode as `receiptCodeOf` writes it
 */
export function surveyMark(receiptCode: string, step: SurveyRequest['step']): Promise<string> {
  return sha256(bytesOf(`motcua survey ${step} ${receiptCode}`))
}
