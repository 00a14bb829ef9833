import { useTranslation } from 'react-i18next'
import type { Party } from '../../../domain/dossier/slips/control-steps.ts'
import { formNumbers, type Slip } from '../../../domain/dossier/slips/slip.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { momentText } from '../moment.tsx'
import { ControlShares } from './control-shares.tsx'
import type { PaperSize } from './paper-size.ts'
import { SlipPapers } from './slip-papers.tsx'
import styles from './slip-sheet.module.css'

interface SlipFacts {
  readonly officialNumber: string | null
  readonly receiptCode: string
  /** Where the person may say what they think, once they have the result. */
  readonly surveyAddress: string
  readonly unit: string
  readonly procedure: string
  readonly applicant: string
  readonly contact: {
    readonly phone?: string | undefined
    readonly address?: string | undefined
    readonly email?: string | undefined
  }
}

interface SlipSheetProps {
  readonly slip: Slip
  readonly facts: SlipFacts
  readonly paper: PaperSize
}

/**
 * A slip on A4 or on the roll of a receipt printer, in Vietnamese whatever the screen's language: it is a document of
 * the desk. The official layout of Annex I was not seen, and the sheet says so (rules.md §1.2).
 */
export function SlipSheet({ slip, facts, paper }: SlipSheetProps) {
  const { t } = useTranslation('slips', { lng: 'vi' })
  const [year, month, day] = vietnamDay(slip.at).split('-')
  return (
    <section className={`${styles.sheet} ${styles[paper]}`} lang="vi" data-printed={slip.kind}>
      <header className={styles.head}>
        <div className={styles.unit}>
          <p>{facts.unit}</p>
          <p className={styles.number}>
            {facts.officialNumber === null
              ? t('receiptCode', { code: facts.receiptCode })
              : t('number', { number: facts.officialNumber })}
          </p>
        </div>
        <div className={styles.nation}>
          <p>{t('nation')}</p>
          <p className={styles.motto}>{t('motto')}</p>
        </div>
      </header>
      <div className={styles.titles}>
        <h2 className={styles.title}>{t(`title.${slip.kind}`)}</h2>
        <p className={styles.form}>{t('form', { number: formNumbers[slip.kind] })}</p>
      </div>
      <dl className={styles.facts}>
        <Line name={t('applicant')} value={facts.applicant} />
        <Line name={t('address')} value={facts.contact.address} />
        <Line name={t('phone')} value={facts.contact.phone} />
        <Line name={t('email')} value={facts.contact.email} />
        <Line name={t('procedure')} value={facts.procedure} />
        {facts.officialNumber === null ? null : (
          <Line name={t('receiptCodeName')} value={facts.receiptCode} />
        )}
      </dl>
      <SlipBody slip={slip} unit={facts.unit} />
      <div className={styles.signing}>
        {slip.kind === 'receipt' || slip.kind === 'supplement' ? (
          <div>
            <p className={styles.signer}>{t('signer.applicant')}</p>
            <p className={styles.how}>{t('howToSign')}</p>
            <p className={styles.name}>{facts.applicant}</p>
          </div>
        ) : null}
        <div>
          <p className={styles.how}>{t('date', { day, month, year })}</p>
          <p className={styles.signer}>{t(`signer.${slip.kind}`)}</p>
          <p className={styles.how}>{t('howToSign')}</p>
          <p className={styles.name}>{slip.kind === 'stop' && slip.cause === 'lapse' ? '' : slip.officer}</p>
        </div>
      </div>
      <footer className={styles.foot}>
        <div className={styles.code}>
          <QrCode text={facts.receiptCode} label={t('qr', { code: facts.receiptCode })} />
        </div>
        <p>
          {t('track')} {t('minimum')}
        </p>
        {slip.kind === 'receipt' ? (
          <>
            <p className={styles.survey}>{t('survey.text')}</p>
            <div className={styles.code}>
              <QrCode text={facts.surveyAddress} label={t('survey.qr')} />
            </div>
          </>
        ) : null}
      </footer>
    </section>
  )
}

function Line({ name, value }: { readonly name: string; readonly value: string | null | undefined }) {
  if (value === undefined || value === null || value === '') return null
  return (
    <div>
      <dt>{name}:</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** What this kind of slip is about. */
function SlipBody({ slip, unit }: { readonly slip: Slip; readonly unit: string }) {
  const { t } = useTranslation('slips', { lng: 'vi' })
  switch (slip.kind) {
    case 'receipt':
      return (
        <>
          <SlipPapers title={t('papers.received')} papers={slip.papers} />
          <dl className={styles.facts}>
            <Line name={t('receivedAt')} value={momentText(slip.at)} />
            <Line name={t('dueAt')} value={slip.dueAt === null ? t('dueUnknown') : momentText(slip.dueAt)} />
            <Line
              name={t('returnWay')}
              value={t(`way.${slip.returnWay}`, { defaultValue: slip.returnWay })}
            />
            <Line name={t('returnPlace')} value={unit} />
          </dl>
        </>
      )
    case 'supplement':
      return (
        <>
          <p>{t('supplement.intro')}</p>
          <SlipPapers title={t('papers.missing')} papers={slip.papers} />
          <dl className={styles.facts}>
            <Line name={t('reason')} value={slip.reason} />
            <Line name={t('until')} value={slip.until === null ? null : formatPartialDate(slip.until)} />
            <Line name={t('whomToAsk')} value={`${slip.officer}, ${unit}`} />
          </dl>
          <p>{t('supplement.how')}</p>
        </>
      )
    case 'refusal':
      return (
        <>
          <p>{t('refusal.intro', { unit })}</p>
          <dl className={styles.facts}>
            <Line name={t('reason')} value={slip.reason} />
          </dl>
        </>
      )
    case 'apology':
      return (
        <>
          <p>
            {slip.previousDueAt === null
              ? t('apology.intro', { unit })
              : t('apology.introDue', { unit, due: momentText(slip.previousDueAt) })}
          </p>
          <dl className={styles.facts}>
            <Line name={t('reason')} value={slip.reason} />
            <Line name={t('newDueAt')} value={slip.dueAt === null ? null : momentText(slip.dueAt)} />
          </dl>
          <p>{t('apology.sorry', { unit })}</p>
        </>
      )
    case 'stop':
      return (
        <>
          <p>{t(`stop.${slip.cause}`, { unit })}</p>
          <dl className={styles.facts}>
            <Line name={t('stoppedAt')} value={momentText(slip.at)} />
            <Line name={t('reason')} value={slip.reason} />
          </dl>
        </>
      )
    case 'control':
      return <ControlSteps slip={slip} />
  }
}

function ControlSteps({ slip }: { readonly slip: Extract<Slip, { kind: 'control' }> }) {
  const { t } = useTranslation('slips', { lng: 'vi' })
  const partyText = (party: Party) => (party.role === null ? party.name : t(`role.${party.role}`))
  return (
    <>
      <dl className={styles.facts}>
        <Line name={t('receivedAt')} value={momentText(slip.at)} />
        <Line name={t('dueAt')} value={slip.dueAt === null ? t('dueUnknown') : momentText(slip.dueAt)} />
      </dl>
      <table className={`${styles.table} ${styles.steps}`}>
        <thead>
          <tr>
            {(['step', 'from', 'to', 'at', 'result'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`control.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slip.steps.map((step) => (
            <tr key={`${step.at} ${step.event}`}>
              <th scope="row">{t(`control.event.${step.event}`)}</th>
              <td data-title={t('control.from')}>{partyText(step.from)}</td>
              <td data-title={t('control.to')}>{partyText(step.to)}</td>
              <td data-title={t('control.at')}>{momentText(step.at)}</td>
              <td data-title={t('control.result')}>
                {step.timeliness === null ? '–' : t(`timeliness.${step.timeliness}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ControlShares shares={slip.shares} />
    </>
  )
}
