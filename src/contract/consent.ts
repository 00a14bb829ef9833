/** What a person agreed to before something was filed. */
import * as v from 'valibot'
import { instant } from './envelope.ts'

export const consent = v.strictObject({
  /** Version of the consent text shown. */
  text: v.pipe(v.string(), v.maxLength(40)),
  givenAt: instant,
})
