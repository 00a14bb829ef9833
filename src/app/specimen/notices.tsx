import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Section } from './section.tsx'

const kinds = ['information', 'success', 'warning', 'error'] as const

export function Notices() {
  const { t } = useTranslation('specimen')
  return (
    <Section title={t('notices.title')}>
      {kinds.map((kind) => (
        <Notice key={kind} kind={kind} title={t(`notices.${kind}`)}>
          <p>{t('notices.body')}</p>
          {kind === 'error' ? <Button>{t('secondary')}</Button> : null}
        </Notice>
      ))}
      <Notice kind="information" title={t('notices.information')} />
    </Section>
  )
}
