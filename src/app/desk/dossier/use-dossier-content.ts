import { useCallback, useEffect, useState } from 'react'
import { loadForm, loadProcedure } from '../../../catalogue/built-in.ts'
import { loadAnswerLists } from '../../../catalogue/lists.ts'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { FormDefinition } from '../../../domain/form/definition.ts'
import { type CodeLists, codeListsOf } from './answer-text.ts'

/** What turns a dossier's codes into words. Undefined where this version of the app does not know it. */
export interface DossierContent {
  readonly procedure: Procedure | undefined
  readonly form: FormDefinition | undefined
  readonly lists: CodeLists
}

/** @param procedure code; @param form name. Both null while the dossier itself is on its way. */
export function useDossierContent(
  procedure: string | null,
  form: string | null,
): { readonly content: DossierContent | null; readonly hasFailed: boolean; readonly retry: () => void } {
  const [content, setContent] = useState<DossierContent | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again.
  useEffect(() => {
    if (procedure === null || form === null) return
    let isWanted = true
    load(procedure, form).then(
      (loaded) => {
        if (isWanted) setContent(loaded)
      },
      (error: unknown) => {
        // A chunk that does not arrive: the network is away. Anything else is a bug.
        if (!(error instanceof TypeError)) throw error
        if (isWanted) setHasFailed(true)
      },
    )
    return () => {
      isWanted = false
    }
  }, [procedure, form, attempt])
  const retry = useCallback(() => {
    setHasFailed(false)
    setAttempt((count) => count + 1)
  }, [])
  return { content, hasFailed, retry }
}

async function load(code: string, formName: string): Promise<DossierContent> {
  const [procedure, form, lists] = await Promise.all([
    loadProcedure(code),
    loadForm(formName),
    loadAnswerLists(),
  ])
  return { procedure, form, lists: codeListsOf(lists) }
}
