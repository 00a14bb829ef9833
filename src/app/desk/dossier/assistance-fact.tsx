import { useTranslation } from 'react-i18next'
import type { AssistedBy } from '../../../contract/payload.ts'
import { signatureBoard } from '../../../domain/form/signature.ts'
import { Fact } from '../../ui/facts/facts.tsx'
import { SignatureDrawing } from '../../ui/signature/signature-drawing.tsx'
import { Moment } from '../moment.tsx'

/** That a team helped, and how the citizen agreed; whose dossier it is stays as it is. */
export function AssistanceFact({ assistedBy }: { readonly assistedBy: AssistedBy }) {
  const { t } = useTranslation('desk')
  const { consent, givenAt } = assistedBy
  return (
    <Fact name={t('assisted.title')}>
      <p>{t('assisted.by')}</p>
      {consent.kind === 'spoken' ? <p>{t('assisted.spoken', { name: consent.heardBy })}</p> : null}
      {consent.kind === 'thumb-mark' ? <p>{t('assisted.thumbMark', { name: consent.witness })}</p> : null}
      {consent.kind === 'signed' ? (
        <SignatureDrawing path={consent.signature} board={signatureBoard} label={t('assisted.signed')} />
      ) : null}
      <Moment at={givenAt} />
    </Fact>
  )
}
