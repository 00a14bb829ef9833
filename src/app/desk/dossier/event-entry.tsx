import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../contract/desk.ts'
import { toldByBank } from '../../../domain/fee/bank-payment.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { contentLanguage } from '../../i18n.ts'
import { Moment, momentText } from '../moment.tsx'
import styles from './dossier-timeline.module.css'
import { eventFacts } from './event-facts.ts'
import { usePaperText } from './use-paper-text.ts'

interface EventEntryProps {
  readonly event: DossierDetail['events'][number]
  readonly dossier: DossierDetail
  readonly procedure: Procedure | undefined
}

/** An event's author is a person's user name or the device's id, which says nothing to people. */
const deviceId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What happened, when, by whom, and everything that was said with it. */
export function EventEntry({ event, dossier, procedure }: EventEntryProps) {
  const { t, i18n } = useTranslation('workflow')
  const paperText = usePaperText()
  const language = contentLanguage(i18n.language)
  const facts = eventFacts(event.details)
  const { people, units } = dossier.names

  function author(): string {
    if (event.type === 'arrive') return dossier.device.name
    if (event.by === 'gateway') return t('detail.byGateway')
    if (event.by === toldByBank) return t('detail.byBank')
    return deviceId.test(event.by) ? t('detail.byDevice') : (people[event.by] ?? event.by)
  }
  const componentName = (id: string) =>
    procedure?.components.find((component) => component.id === id)?.name[language] ??
    t('papers.other', { ns: 'desk' })
  const papers = [
    ...facts.papers.map(paperText),
    ...facts.added.map(({ component, pages }) =>
      t('papers.pages', { name: componentName(component), count: pages.length }),
    ),
  ]
  const told = [
    facts.officer === undefined
      ? null
      : t('detail.officer', { name: people[facts.officer] ?? facts.officer }),
    facts.to === undefined
      ? null
      : t('detail.to', {
          name: 'unit' in facts.to ? (units[facts.to.unit] ?? facts.to.unit) : facts.to.authority,
        }),
    facts.dueAt === undefined ? null : t('detail.dueAt', { at: momentText(facts.dueAt) }),
    facts.returnWay === undefined ? null : t('detail.returnWay', { way: t(`way.${facts.returnWay}`) }),
    facts.way === undefined ? null : t('detail.way', { way: t(`way.${facts.way}`) }),
    facts.receivedBy === undefined
      ? null
      : facts.receivedBy === null
        ? t('detail.receivedByApplicant')
        : t('detail.receivedBy', { name: facts.receivedBy }),
    facts.isSecondMeant === true ? t('detail.second') : null,
    facts.consent === undefined ? null : t('detail.consent', { at: momentText(facts.consent.givenAt) }),
    facts.amountVnd === undefined ? null : t('detail.amount', { amount: formatMoney(facts.amountVnd) }),
    facts.amountReason === undefined ? null : t('detail.amountReason', { reason: facts.amountReason }),
  ].filter((text) => text !== null)

  return (
    <div className={styles.event}>
      <strong>{t(`event.${event.type}`, { defaultValue: event.type })}</strong>
      <span className={styles.source}>
        <Moment at={event.at} /> · <span lang="vi">{author()}</span>
      </span>
      {told.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {facts.reason === undefined ? null : (
        <span lang="vi" className={styles.words}>
          {t('detail.reason', { reason: facts.reason })}
        </span>
      )}
      {papers.length === 0 ? null : (
        <ul className={styles.papers} lang="vi">
          {papers.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {event.note === null ? null : (
        <span lang="vi" className={styles.words}>
          {t('detail.note', { note: event.note })}
        </span>
      )}
    </div>
  )
}
