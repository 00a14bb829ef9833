import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDraftPhotos } from '../../device/draft-photos.ts'
import { isPractising } from '../../device/practice.ts'
import { makeCode } from '../../device/session-code.ts'
import { type Parked, parkDraft } from '../../device/team/parked.ts'
import { applicantNumber, applicantOf } from '../../domain/form/applicant.ts'
import { caseAnswersOf } from '../../domain/guidance/cases.ts'
import { papersOf as papersByNeed } from '../../domain/guidance/papers.ts'
import { fold } from '../../domain/text/fold.ts'
import { sha256 } from '../../vault/encoding.ts'
import { bytesOf } from '../../vault/text.ts'
import { type OpenDeclaration, useDeclaration } from '../citizen/declaration/declaration-context.ts'
import { papersOf } from '../citizen/declaration/places.ts'
import { useSession, visit } from '../session/session-context.ts'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { grouped } from './grouped.ts'
import { PinField } from './pin-field.tsx'
import styles from './team.module.css'
import { usePin } from './use-pin.ts'
import { useTeamDoor } from './use-team.ts'

/** Sets the open declaration aside for papers that are still at home; behind the team's PIN. */
export function ParkDraft() {
  const { t } = useTranslation('team')
  const open = useDeclaration()
  const { code } = useSession()
  const door = useTeamDoor()
  const [isAsking, setIsAsking] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const [parked, setParked] = useState<Parked>()
  const close = () => (parked === undefined ? setIsAsking(false) : void open.finish('/doi/de-lai'))
  const typing = usePin(() => setIsAsking(false))
  // What is practised must not become a dossier later.
  if (isPractising() || door === undefined || door.state === 'unset' || door.state === 'unavailable')
    return null

  async function park(): Promise<void> {
    setIsBusy(true)
    setHasFailed(false)
    const saved = await open.flush()
    const set =
      saved.name === 'failed'
        ? ({ ok: false } as const)
        : await parkDraft(open.session, {
            now: new Date(),
            // After a refresh only the citizen knows the first one; this one is shown and written down.
            code: code ?? makeCode(),
            missing: await missingPapers(open),
            person: await personOf(open),
          })
    setIsBusy(false)
    if (set.ok) setParked(set.parked)
    else setHasFailed(true)
  }

  const isLocked = door.state === 'locked' && parked === undefined
  return (
    <>
      <div>
        <Button icon={<Icon name="saved" />} onClick={() => setIsAsking(true)}>
          {t('park.action')}
        </Button>
      </div>
      <Dialog
        title={t(parked === undefined ? 'park.title' : 'park.done')}
        isOpen={isAsking}
        onClose={close}
        actions={
          parked === undefined ? (
            <>
              <Button onClick={close}>{t('park.stay')}</Button>
              <Button
                kind="primary"
                isBusy={isBusy || typing.isBusy}
                onClick={() => void (isLocked ? typing.tryPin() : park())}
              >
                {t(isLocked ? 'pin.open' : 'park.sure')}
              </Button>
            </>
          ) : (
            <Button kind="primary" onClick={close}>
              {t('park.toList')}
            </Button>
          )
        }
      >
        {parked === undefined ? (
          <>
            <p>{t('park.body')}</p>
            {isLocked ? (
              <PinField
                label={t('pin.label')}
                name="pin"
                value={typing.pin}
                onChange={typing.setPin}
                error={typing.error}
              />
            ) : null}
            {hasFailed ? (
              <Notice kind="error" isLive>
                <p>{t('failed')}</p>
              </Notice>
            ) : null}
          </>
        ) : (
          <>
            <p>{t('park.giveCode')}</p>
            <p className={styles.bigCode}>{grouped(parked.code)}</p>
            {parked.sameAs === null ? null : (
              <Notice kind="warning" isLive>
                <p>{t('parked.sameAs', { code: grouped(parked.sameAs) })}</p>
              </Notice>
            )}
          </>
        )}
      </Dialog>
    </>
  )
}

/** Papers that this person needs, as far as the answers say, and that have no photo yet. */
async function missingPapers({
  session,
  procedure,
  complete,
  today,
}: OpenDeclaration): Promise<readonly string[]> {
  const taken = new Set((await listDraftPhotos(session)).map(({ component }) => component))
  const cases = procedure.cases ?? []
  const said = visit.get(procedure.code)?.cases ?? {}
  const { needed } = papersByNeed(papersOf(procedure), {
    cases,
    answers: { ...caseAnswersOf(cases, complete), ...said },
    today,
  })
  return needed
    .filter((group) => !group.some(({ id }) => taken.has(id)))
    .flatMap((group) => group.map(({ id }) => id))
}

/** The same for the same applicant; null until there is enough to tell people apart. */
async function personOf({ form, complete }: OpenDeclaration): Promise<string | null> {
  const number = applicantNumber(form, complete).replace(/\D/g, '')
  const name = fold(applicantOf(form, complete).name)
  return number === '' || name === '' ? null : sha256(bytesOf(`${name}|${number}`))
}
