import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { StaffRole } from '../../../domain/people/permissions.ts'
import { useFolding } from '../../ui/disclosure/use-folding.ts'
import { Link } from '../../ui/link/link.tsx'
import type { DossierListSnapshot } from '../dossiers/dossier-list.ts'
import styles from './desk-navigation.module.css'
import {
  currentness,
  type NavigationGroupName,
  type NavigationPlace,
  navigationOf,
} from './navigation-places.ts'

interface DeskNavigationProps {
  readonly role: StaffRole
  readonly counts: DossierListSnapshot['counts']
}

/**
 * One row of places and of groups that unfold; where that row has no room, one button that unfolds all. Disclosures, not
 * a `menu` of ARIA: what unfolds is a list of links, reached with Tab.
 */
export function DeskNavigation({ role, counts }: DeskNavigationProps) {
  const { t } = useTranslation('desk')
  const { pathname } = useLocation()
  const [unfolded, setUnfolded] = useState<NavigationGroupName | 'all' | null>(null)
  const area = useRef<HTMLElement>(null)
  const allId = useId()

  useFolding(unfolded !== null, {
    inside: () => area.current?.querySelector('[data-unfolded="true"]'),
    fold(by) {
      if (by === 'key') fold()
      else setUnfolded(null)
    },
  })

  function fold(): void {
    focusOpener(area.current)
    setUnfolded(null)
  }

  const countTexts: Partial<Record<NavigationPlace['name'], CountProps>> = {
    dossiers: { count: counts?.fresh, label: t('navigation.waiting', { count: counts?.fresh ?? 0 }) },
    quarantine: {
      count: counts?.quarantined,
      label: t('navigation.quarantined', { count: counts?.quarantined ?? 0 }),
    },
  }
  const countOf = ({ name }: NavigationPlace): ReactNode => {
    const text = countTexts[name]
    return text === undefined ? null : <Count key={name} {...text} />
  }
  const groups = navigationOf(role)
  const here = groups
    .flatMap(({ places }) => places)
    .find((place) => currentness(place, pathname) !== undefined)

  const placeItems = (places: readonly NavigationPlace[]) =>
    places.map((place) => (
      <li key={place.name}>
        <Link to={place.to} aria-current={currentness(place, pathname)} onClick={fold}>
          <span>{t(`navigation.${place.name}`)}</span>
          {countOf(place)}
        </Link>
      </li>
    ))

  return (
    <nav ref={area} className={styles.navigation} aria-label={t('navigation.label')}>
      <div className={styles.row} data-unfolded={unfolded === 'all'}>
        <button
          type="button"
          className={styles.all}
          aria-expanded={unfolded === 'all'}
          aria-controls={allId}
          onClick={() => setUnfolded(unfolded === 'all' ? null : 'all')}
        >
          <span className={styles.where}>
            {t('navigation.all')}
            {here === undefined ? null : <span> · {t(`navigation.${here.name}`)}</span>}
          </span>
          {unfolded === 'all' ? null : groups.flatMap(({ places }) => places.map(countOf))}
        </button>
        <ul id={allId} className={styles.groups}>
          {groups.map(({ name, places }) =>
            name === null ? (
              placeItems(places)
            ) : (
              <Group
                key={name}
                label={t(`navigation.group.${name}`)}
                isCurrent={places.some((place) => currentness(place, pathname) !== undefined)}
                isUnfolded={unfolded === name}
                onUnfold={() => setUnfolded(unfolded === name ? null : name)}
                count={places.map(countOf)}
              >
                {placeItems(places)}
              </Group>
            ),
          )}
        </ul>
      </div>
    </nav>
  )
}

/** The focus would be lost with what is folded away; a next screen takes it from there. */
function focusOpener(area: HTMLElement | null): void {
  area?.querySelector<HTMLElement>('button[aria-expanded="true"]')?.focus()
}

interface GroupProps {
  readonly label: string
  readonly isCurrent: boolean
  readonly isUnfolded: boolean
  readonly onUnfold: () => void
  /** What waits in its places, said while they are folded away. */
  readonly count: ReactNode
  readonly children: ReactNode
}

function Group({ label, isCurrent, isUnfolded, onUnfold, count, children }: GroupProps) {
  const placesId = useId()
  const headingId = useId()
  return (
    <li className={styles.group} data-unfolded={isUnfolded}>
      <button
        type="button"
        aria-expanded={isUnfolded}
        aria-controls={placesId}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onUnfold}
      >
        <span>{label}</span>
        {isUnfolded ? null : count}
      </button>
      {/* In the unfolded whole there is nothing to unfold any more: the button gives way to this. */}
      <span id={headingId} className={styles.heading}>
        {label}
      </span>
      <ul id={placesId} aria-labelledby={headingId}>
        {children}
      </ul>
    </li>
  )
}

interface CountProps {
  readonly count: number | undefined
  readonly label: string
}

function Count({ count, label }: CountProps) {
  if (count === undefined || count === 0) return null
  return (
    <>
      <span className={styles.count} aria-hidden="true" title={label}>
        {count}
      </span>
      <span className="visually-hidden">{label}</span>
    </>
  )
}
