import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OneTimePassword, PeopleList, Person } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { Answer } from '../desk-client.ts'
import { ConfirmDialog, type ConfirmedAction } from './confirm-dialog.tsx'
import { OneTimePasswordNotice } from './one-time-password.tsx'
import styles from './people.module.css'
import { actOnPerson, changePerson, resetPassword } from './people-client.ts'
import { PersonFields } from './person-fields.tsx'
import { usePeopleProblem } from './use-people-problem.ts'

interface PersonScreenProps {
  readonly list: PeopleList
  readonly person: Person
  /** One's own account: rights and shutting out are for another administrator. */
  readonly isOwn: boolean
  readonly onBack: () => void
  /** Reads the list again. */
  readonly onChanged: () => Promise<void>
}

/** One account: what it says, and what an administrator can do with it. */
export function PersonScreen({ list, person, isOwn, onBack, onChanged }: PersonScreenProps) {
  const { t } = useTranslation('people')
  const peopleProblem = usePeopleProblem()
  const formId = useId()
  const [change, setChange] = useState({
    name: person.name,
    role: String(person.role),
    unit: person.unit.code,
    identityName: person.identityName,
  })
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [made, setMade] = useState<OneTimePassword | null>(null)
  const [confirming, setConfirming] = useState<ConfirmedAction | null>(null)

  /** @returns the value; null after a refusal, which is then on show */
  async function doing<Value>(asked: Promise<Answer<Value>>, saying: string | null): Promise<Value | null> {
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    setMade(null)
    const answer = await asked
    if (answer.ok) {
      await onChanged()
      setDone(saying)
    } else setFailure(peopleProblem(answer))
    setIsBusy(false)
    return answer.ok ? answer.value : null
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    if (isBusy || change.name.trim() === '' || change.role === '') return
    await doing(changePerson(person.username, change), t('done.saved'))
  }

  async function confirm(action: ConfirmedAction): Promise<void> {
    setConfirming(null)
    if (action === 'password') setMade(await doing(resetPassword(person.username), null))
    else await doing(actOnPerson(person.username, action), t(`done.${action}`))
  }

  const isActive = person.deactivatedAt === null
  return (
    <Screen
      title={t('person.title')}
      eyebrow={
        <>
          <span lang="vi">{person.name}</span> · {person.username}
        </>
      }
      onBack={onBack}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('person.save')}
        </Button>
      }
    >
      {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      {done === null ? null : <Notice kind="success" title={done} isLive />}
      {made === null ? null : <OneTimePasswordNotice made={made} />}
      {isActive ? null : <Notice kind="warning" title={t('person.deactivated')} />}
      <form id={formId} className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <PersonFields
          list={list}
          value={change}
          isRoleOpen={!isOwn}
          isChecked={isChecked}
          onChange={setChange}
        />
      </form>
      {isOwn ? (
        <p>{t('person.own')}</p>
      ) : (
        <section className={styles.section} aria-labelledby="access">
          <h2 id="access">{t('person.access')}</h2>
          <p>
            {person.sessions === 0 ? t('person.nowhere') : t('person.sessions', { count: person.sessions })}
          </p>
          <div className={styles.buttons}>
            <Button isBusy={isBusy} onClick={() => setConfirming('password')}>
              {t('action.password')}
            </Button>
            {person.sessions === 0 ? null : (
              <Button isBusy={isBusy} onClick={() => setConfirming('session-end')}>
                {t('action.session-end')}
              </Button>
            )}
            {person.hasSecondFactor ? (
              <Button isBusy={isBusy} onClick={() => setConfirming('second-factor-removal')}>
                {t('action.second-factor-removal')}
              </Button>
            ) : null}
            {isActive ? (
              <Button kind="danger" isBusy={isBusy} onClick={() => setConfirming('deactivation')}>
                {t('action.deactivation')}
              </Button>
            ) : (
              <Button
                isBusy={isBusy}
                onClick={() =>
                  void doing(actOnPerson(person.username, 'reactivation'), t('done.reactivation'))
                }
              >
                {t('action.reactivation')}
              </Button>
            )}
          </div>
        </section>
      )}
      <ConfirmDialog
        action={confirming}
        name={person.name}
        onCancel={() => setConfirming(null)}
        onConfirm={(action) => void confirm(action)}
      />
    </Screen>
  )
}
