import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../contract/people.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { NewPersonScreen } from './new-person.tsx'
import styles from './people.module.css'
import { listPeople } from './people-client.ts'
import { PersonScreen } from './person.tsx'
import { StepSharesSection } from './step-shares.tsx'
import { Units } from './units.tsx'

interface PeopleScreenProps {
  /** Of the administrator who is signed in. */
  readonly username: string
}

/** Who works here. Which account is open stays out of the address: it would name a person. */
export function PeopleScreen({ username: ownUsername }: PeopleScreenProps) {
  const { t } = useTranslation(['people', 'desk'])
  const { value, problem, refresh } = usePolled(listPeople)
  const [open, setOpen] = useState<{ readonly username: string } | 'new' | null>(null)

  function close(): void {
    setOpen(null)
    void refresh()
  }

  if (value !== null && open === 'new') return <NewPersonScreen list={value} onBack={close} />
  const person =
    open === null || open === 'new'
      ? undefined
      : value?.people.find(({ username }) => username === open.username)
  if (value !== null && person !== undefined)
    return (
      <PersonScreen
        key={person.username}
        list={value}
        person={person}
        isOwn={person.username === ownUsername}
        onBack={close}
        onChanged={refresh}
      />
    )

  const columns: readonly Column<Person>[] = [
    {
      id: 'name',
      title: t('column.name'),
      cell: ({ name, username }) => (
        <span className={styles.name}>
          <span lang="vi">{name}</span>
          <span className={styles.username}>{username}</span>
        </span>
      ),
    },
    { id: 'role', title: t('column.role'), cell: ({ role }) => t(`desk:role.${role}`) },
    { id: 'unit', title: t('column.unit'), cell: ({ unit }) => <span lang="vi">{unit.name}</span> },
    { id: 'state', title: t('column.state'), cell: (each) => <PersonState person={each} /> },
    {
      id: 'open',
      title: t('column.open'),
      cell: ({ username, name }) => (
        <Button
          onClick={() => {
            setOpen({ username })
            void refresh()
          }}
        >
          {t('open')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      ),
    },
  ]
  return (
    <Screen
      title={t('title')}
      isWide
      actions={
        value === null ? undefined : (
          <Button kind="primary" icon={<Icon name="add" />} onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('failed')} onRetry={() => void refresh()}>
          {value === null ? undefined : <p>{t('desk:dossier.staleHelp')}</p>}
        </ProblemNotice>
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : (
        <>
          <Table
            caption={t('title')}
            columns={columns}
            rows={value.people}
            keyOf={({ username }) => username}
          />
          <Units units={value.units} onChanged={refresh} />
          <StepSharesSection />
        </>
      )}
    </Screen>
  )
}

function PersonState({ person }: { readonly person: Person }) {
  const { t } = useTranslation('people')
  if (person.deactivatedAt !== null) return <Badge kind="error">{t('state.deactivated')}</Badge>
  return (
    <span className={styles.badges}>
      {person.mustChangePassword ? <Badge kind="warning">{t('state.oneTime')}</Badge> : null}
      {person.hasSecondFactor ? <Badge kind="success">{t('state.secondFactor')}</Badge> : null}
      {person.sessions > 0 ? <Badge>{t('state.signedIn')}</Badge> : null}
      {!person.mustChangePassword && !person.hasSecondFactor && person.sessions === 0
        ? t('state.away')
        : null}
    </span>
  )
}
