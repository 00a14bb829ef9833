import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import styles from './official-record.module.css'

/** What staff and careful readers want to check: names, numbers, law and sources, folded away. */
export function OfficialRecord({ procedure }: { readonly procedure: Procedure }) {
  const { t, i18n } = useTranslation('guide')
  const language = contentLanguage(i18n.language)
  const {
    name,
    code,
    field,
    publishedBy,
    record,
    legalBasis,
    sources,
    verifiedOn,
    level,
    alsoLevels,
    official,
  } = procedure
  const levels = [level, ...alsoLevels].map((each) => t(`level.${each}`)).join(', ')
  return (
    <Disclosure summary={t('record.title')}>
      <dl className={styles.record}>
        <Row term={t('record.name')}>
          <span lang="vi">{name.vi}</span>
          {language === 'vi' ? null : <span>{name[language]}</span>}
        </Row>
        <Row term={t('record.code')}>{code}</Row>
        <Row term={t('record.field')}>{field[language]}</Row>
        <Row term={t('record.level')}>{levels}</Row>
        <Row term={t('record.publishedBy')}>
          {publishedBy === undefined ? t('record.notKnown') : <span lang="vi">{publishedBy}</span>}
        </Row>
        {record.decision === undefined ? null : (
          <Row term={t('record.decision')}>
            <span lang="vi">{record.decision}</span>
          </Row>
        )}
        {procedure.supersedes === undefined || procedure.supersedes.length === 0 ? null : (
          <Row term={t('record.supersedes')}>{procedure.supersedes.join(', ')}</Row>
        )}
        <Row term={t('record.legalBasis')}>
          {legalBasis.length === 0 ? t('record.notKnown') : <span lang="vi">{legalBasis.join('; ')}</span>}
        </Row>
        <Row term={t(official?.guide === 'from-record' ? 'record.takenOn' : 'record.verifiedOn')}>
          {formatPartialDate(verifiedOn)}
        </Row>
        <Row term={t('record.sources')}>
          {sources.map((source) => (
            <span key={source} lang="vi">
              {source}
            </span>
          ))}
        </Row>
      </dl>
    </Disclosure>
  )
}

function Row({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
