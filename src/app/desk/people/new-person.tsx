import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewPerson, OneTimePassword, PeopleList } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { OneTimePasswordNotice } from './one-time-password.tsx'
import styles from './people.module.css'
import { createPerson } from './people-client.ts'
import { PersonFields } from './person-fields.tsx'
import { usePeopleProblem } from './use-people-problem.ts'

interface NewPersonScreenProps {
  readonly list: PeopleList
  readonly onBack: () => void
}

/** An account for somebody new; ends with the one-time password. */
export function NewPersonScreen({ list, onBack }: NewPersonScreenProps) {
  const { t } = useTranslation('people')
  const peopleProblem = usePeopleProblem()
  const formId = useId()
  const [person, setPerson] = useState<NewPerson>({
    username: '',
    name: '',
    role: '',
    unit: list.units[0]?.code ?? '',
    identityName: null,
  })
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [made, setMade] = useState<OneTimePassword | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    setFailure(null)
    if (isBusy || person.username.trim() === '' || person.name.trim() === '' || person.role === '') return
    setIsBusy(true)
    const answer = await createPerson(person)
    setIsBusy(false)
    if (answer.ok) setMade(answer.value)
    else setFailure(peopleProblem(answer))
  }

  if (made !== null)
    return (
      <Screen
        title={t('new.done')}
        actions={
          <Button kind="primary" onClick={onBack}>
            {t('new.toList')}
          </Button>
        }
      >
        <OneTimePasswordNotice made={made} />
      </Screen>
    )
  return (
    <Screen
      title={t('new.title')}
      onBack={onBack}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('new.create')}
        </Button>
      }
    >
      {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('field.username')}
          help={t('field.usernameHelp')}
          name="new-username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          value={person.username}
          onChange={(event) => setPerson({ ...person, username: event.target.value })}
          error={isChecked && person.username.trim() === '' ? t('field.usernameMissing') : undefined}
        />
        <PersonFields
          list={list}
          value={person}
          isRoleOpen
          isChecked={isChecked}
          onChange={(change) => setPerson({ ...person, ...change })}
        />
      </form>
    </Screen>
  )
}
