import { useTranslation } from 'react-i18next'
import { Route, Routes, useParams } from 'react-router'
import { loadForm, loadProcedure } from '../../../catalogue/built-in.ts'
import type { Procedure } from '../../../catalogue/schema.ts'
import { bySection } from '../../../domain/form/by-section.ts'
import type { FormDefinition } from '../../../domain/form/definition.ts'
import { contentLanguage } from '../../i18n.ts'
import { useDevice } from '../../session/device-state.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useLoaded } from '../procedure/use-catalogue.ts'
import { ItemScreen } from './item-screen.tsx'
import { OpenDraft } from './open-draft.tsx'
import { PapersScreen } from './papers/papers-screen.tsx'
import { papersPlace, reviewPlace } from './places.ts'
import { ReviewScreen } from './review/review-screen.tsx'
import { StartScreen } from './start/start-screen.tsx'
import { StepScreen } from './step-screen.tsx'

interface Source {
  readonly procedure: Procedure
  readonly form: FormDefinition
}

async function loadSource(code: string): Promise<Source | { readonly procedure?: Procedure }> {
  const procedure = await loadProcedure(code)
  if (procedure === undefined) return {}
  const form = procedure.form === undefined ? undefined : await loadForm(procedure.form)
  return form === undefined ? { procedure } : { procedure, form }
}

/** Each form once, so that what depends on it stays the same from one drawing to the next. */
const sectioned = new WeakMap<FormDefinition, FormDefinition>()

function inSections(form: FormDefinition): FormDefinition {
  const known = sectioned.get(form) ?? bySection(form)
  sectioned.set(form, known)
  return known
}

/** Filling in the declaration of a procedure, from its start to filing. Everything asked comes from the form. */
export function DeclarationScreen() {
  const { t, i18n } = useTranslation('declaration')
  const { code = '' } = useParams()
  const { current } = useSession()
  const device = useDevice()
  const { loaded, retry } = useLoaded(() => loadSource(code), code)
  if (loaded === 'loading' || current.state === 'reading' || device === undefined) return <Busy />
  if (loaded === 'failed') {
    return (
      <Screen
        title={t('failed.title')}
        actions={
          <Button kind="primary" onClick={retry}>
            {t('action.retry', { ns: 'common' })}
          </Button>
        }
      >
        <p>{t('failed.body')}</p>
      </Screen>
    )
  }
  if (!('form' in loaded)) {
    const { procedure } = loaded
    return (
      <Screen
        title={procedure === undefined ? t('notFound.title', { ns: 'common' }) : t('noForm.title')}
        actions={
          <ButtonLink kind="primary" to={procedure === undefined ? '/' : `/thu-tuc/${procedure.code}`}>
            {procedure === undefined ? t('action.home', { ns: 'common' }) : t('noForm.guide')}
          </ButtonLink>
        }
      >
        <Notice kind="information" title={procedure?.plainName[contentLanguage(i18n.language)]}>
          <p>{t(procedure === undefined ? 'unknown' : 'noForm.body')}</p>
        </Notice>
      </Screen>
    )
  }
  const source = device?.role === 'team' ? { ...loaded, form: inSections(loaded.form) } : loaded
  return (
    <Routes>
      <Route index element={<StartScreen {...source} />} />
      <Route element={<OpenDraft {...source} />}>
        <Route path="buoc/:stepId" element={<StepScreen />} />
        <Route path="buoc/:stepId/:groupId/:number" element={<ItemScreen />} />
        <Route path={papersPlace} element={<PapersScreen />} />
        <Route path={reviewPlace} element={<ReviewScreen />} />
        <Route path="*" element={<StepScreen />} />
      </Route>
    </Routes>
  )
}
