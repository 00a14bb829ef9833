import { useTranslation } from 'react-i18next'
import type { HeardStatus } from '../../../contract/changes.ts'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { moment } from '../receipt/moment.ts'
import { AskedPapers } from './asked-papers.tsx'
import { bringDossier } from './brought-dossier.ts'

/** Says of a dossier what is missing, and leads to where it can be handed in; nothing when nothing is. */
export function AskedNotice({ status }: { readonly status: HeardStatus }) {
  const { t } = useTranslation('supplement')
  const { supplement, reason = null, supplementArrivedAt = null } = status
  if (supplement === undefined || supplement === null) return null
  return (
    <Notice
      kind={supplementArrivedAt === null ? 'warning' : 'information'}
      title={t(supplementArrivedAt === null ? 'asked.title' : 'asked.handedIn')}
    >
      {supplementArrivedAt === null ? null : <p>{t('asked.handedInAt', moment(supplementArrivedAt))}</p>}
      {reason === null ? null : (
        <p>
          {t('asked.reason')} <span lang="vi">{reason}</span>
        </p>
      )}
      <AskedPapers asked={supplement} receivedAt={status.receivedAt} />
      <ButtonLink to="/bo-sung" icon={<Icon name="camera" />} onClick={() => bringDossier(status)}>
        {t(supplementArrivedAt === null ? 'asked.handIn' : 'asked.handInMore')}
      </ButtonLink>
    </Notice>
  )
}
