import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '../ui/disclosure/disclosure.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import styles from './carried.module.css'

export interface OutcomeGroup {
  readonly key: string
  readonly kind: 'success' | 'information' | 'warning' | 'error'
  /** With the number of dossiers in it. */
  readonly text: string
  readonly items: readonly { readonly code: string; readonly detail?: string }[]
}

/** More than this on one screen helps nobody. */
const shownCodes = 200

/** What became of a carried file, by outcome: the good news in one line each, what needs someone by its code. */
export function OutcomeGroups({ groups }: { readonly groups: readonly OutcomeGroup[] }) {
  const { t } = useTranslation('carried')
  const id = useId()
  return (
    <ul className={styles.groups} aria-labelledby={id}>
      <li id={id} className="visually-hidden">
        {t('result.title')}
      </li>
      {groups.map(({ key, kind, text, items }) => (
        <li key={key}>
          <Notice kind={kind} title={text}>
            {kind === 'success' || kind === 'information' ? (
              <Disclosure summary={t('result.codes')}>
                <Codes items={items} />
              </Disclosure>
            ) : (
              <Codes items={items} />
            )}
          </Notice>
        </li>
      ))}
    </ul>
  )
}

function Codes({ items }: { readonly items: OutcomeGroup['items'] }) {
  const { t } = useTranslation('carried')
  return (
    <>
      <ul className={styles.codes}>
        {items.slice(0, shownCodes).map(({ code, detail }) => (
          <li key={code}>
            {code}
            {detail === undefined ? null : <small> {detail}</small>}
          </li>
        ))}
      </ul>
      {items.length <= shownCodes ? null : <p>{t('result.more', { count: items.length - shownCodes })}</p>}
    </>
  )
}

/** Items by outcome, in the order in which outcomes are listed. */
export function groupItems<Outcome extends string>(
  items: readonly { readonly receiptCode: string; readonly outcome: Outcome; readonly detail?: string }[],
  order: Readonly<Record<Outcome, OutcomeGroup['kind']>>,
  text: (outcome: Outcome, count: number) => string,
): OutcomeGroup[] {
  const byOutcome = Map.groupBy(items, ({ outcome }) => outcome)
  // The keys of a record typed by its outcomes are those outcomes.
  return (Object.keys(order) as Outcome[]).flatMap((outcome) => {
    const found = byOutcome.get(outcome)
    if (found === undefined) return []
    return [
      {
        key: outcome,
        kind: order[outcome],
        text: text(outcome, found.length),
        items: found.map(({ receiptCode, detail }) => ({
          code: receiptCode,
          ...(detail === undefined ? {} : { detail }),
        })),
      },
    ]
  })
}
