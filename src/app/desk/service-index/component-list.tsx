import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import {
  componentIds,
  type IndexComponent,
  indexParts,
  mayBeEntered,
  ruleOf,
} from '../../../domain/service-index/components.ts'
import { behind, type Measure } from '../../../domain/service-index/measures.ts'
import { pointsOf } from '../../../domain/service-index/score.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Bar } from '../../ui/bar/bar.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { momentText } from '../moment.tsx'
import styles from './component-list.module.css'
import { countText, percentText, pointsText } from './numbers.ts'
import { useBasis } from './use-basis.ts'
import { useMonthText } from './use-month-text.ts'

interface ComponentListProps {
  readonly index: ServiceIndex
  /** Null where the role sees figures only. */
  readonly onShow: ((measure: Measure) => void) | null
  /** Null where the role enters none, or looks at another unit. */
  readonly onEnter: ((component: IndexComponent) => void) | null
}

/** Each component with its points, figure, formula, source, and what may be done about it. */
export function ComponentList({ index, onShow, onEnter }: ComponentListProps) {
  const { t } = useTranslation('service-index')
  return (
    <section className={styles.section} aria-labelledby="index-detail">
      <h2 id="index-detail">{t('detail.title')}</h2>
      {indexParts.map((part) => (
        <section key={part} className={styles.part}>
          <h3>{t(`part.${part}`)}</h3>
          <ul className={styles.list}>
            {componentIds
              .filter((component) => ruleOf(component).part === part)
              .map((component) => (
                <Component
                  key={component}
                  component={component}
                  index={index}
                  onShow={onShow}
                  onEnter={onEnter}
                />
              ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function Component({
  component,
  index,
  onShow,
  onEnter,
}: ComponentListProps & { readonly component: IndexComponent }) {
  const { t, i18n } = useTranslation('service-index')
  const monthText = useMonthText()
  const basisOf = useBasis()
  const { language } = i18n
  const { number, maximum, fullAt, whenEmpty } = ruleOf(component)
  const figure = index.figures[component]
  const points = pointsOf(component, figure)
  const entries = index.entries.filter((entry) => entry.component === component)
  const basis = basisOf(index, component)
  const dossiers = entries.length > 0 ? undefined : behind(component)
  const percent = fullAt * 100
  const missing = missingOf(component, index)
  return (
    <li className={styles.component}>
      <div className={styles.head}>
        <h4>
          {number} {t(`component.${component}`)}
        </h4>
        <Badge kind={basis.kind}>{basis.text}</Badge>
      </div>
      <p className={styles.points}>
        {points === null
          ? t('detail.unknown', { maximum })
          : t('detail.points', { points: pointsText(points, language), maximum })}
      </p>
      <Bar share={(points ?? 0) / maximum} knownShare={points === null ? 0 : 1} />
      <p>
        {t(`counts.${component}`)}
        {figure === null ? null : (
          <>
            :{' '}
            <strong>
              {t('detail.figure', {
                numerator: countText(figure.numerator, language),
                denominator: countText(figure.denominator, language),
                percent: percentText(figure.numerator, figure.denominator, language),
              })}
            </strong>
          </>
        )}
      </p>
      {basis.isApproximate && hasNote(component) ? (
        <p className={styles.note}>
          {t('detail.approximate')} {t(`note.${component}`)}
        </p>
      ) : null}
      {entries.length === 0 ? null : (
        <ul className={styles.entries} aria-label={t('detail.entries')}>
          {entries.map((entry) => (
            <li key={`${entry.unit.code} ${entry.month}`}>
              {index.unit.code === entry.unit.code ? null : <span lang="vi">{entry.unit.name}, </span>}
              {t('detail.entry', {
                month: monthText(entry.month),
                numerator: countText(entry.numerator, language),
                denominator: countText(entry.denominator, language),
                source: entry.source,
                asOf: formatPartialDate(entry.asOf),
                who: entry.enteredBy,
                at: momentText(entry.enteredAt),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className="no-print">
        <Disclosure summary={t('detail.how')}>
          <p>
            {fullAt === 1
              ? t('formula.full', { maximum })
              : t('formula.capped', { maximum, fullAt: percent })}
          </p>
          {whenEmpty === 'full' ? <p>{t('formula.emptyFull', { maximum })}</p> : null}
          {whenEmpty === 'none' ? <p>{t('formula.emptyNone')}</p> : null}
          {hasNote(component) && !basis.isApproximate ? <p>{t(`note.${component}`)}</p> : null}
          <p>{t('formula.source', { number })}</p>
        </Disclosure>
      </div>
      <div className={`${styles.actions} no-print`}>
        {dossiers === undefined || onShow === null || figure === null ? null : (
          <>
            <ShowButton
              text={t('detail.counted', { count: figure.numerator })}
              component={component}
              count={figure.numerator}
              onShow={() => onShow(dossiers.counted)}
            />
            <ShowButton
              text={t('detail.missing', { count: missing })}
              component={component}
              count={missing}
              onShow={() => onShow(dossiers.missing)}
            />
          </>
        )}
        {onEnter !== null && mayBeEntered(component) ? (
          <Button onClick={() => onEnter(component)}>
            {t('detail.enter')}
            <span className="visually-hidden"> {t(`component.${component}`)}</span>
          </Button>
        ) : null}
      </div>
    </li>
  )
}

interface ShowButtonProps {
  readonly text: string
  readonly component: IndexComponent
  readonly count: number
  readonly onShow: () => void
}

/** Leads to the dossiers, where there are any. */
function ShowButton({ text, component, count, onShow }: ShowButtonProps) {
  const { t } = useTranslation('service-index')
  if (count === 0) return null
  return (
    <Button onClick={onShow}>
      {text}
      <span className="visually-hidden"> {t(`component.${component}`)}</span>
    </Button>
  )
}

/** What is late can no longer be changed, and yet is what does not count. */
function missingOf(component: IndexComponent, { changeable, figures }: ServiceIndex): number {
  const figure = figures[component]
  return behind(component)?.missing === 'late' && figure !== null
    ? figure.denominator - figure.numerator
    : changeable[component]
}

const withNote = [
  'dossiers-synchronised',
  'on-time',
  'filed-online',
  'services-online',
  'services-used-online',
  'payment-offered',
  'payment-used',
  'paid-online',
  'digitised',
  'personal-store',
  'reception-satisfied',
] as const satisfies readonly IndexComponent[]

function hasNote(component: IndexComponent): component is (typeof withNote)[number] {
  return withNote.some((noted) => noted === component)
}
