import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { loadProcedure } from '../../catalogue/built-in.ts'
import type { Procedure } from '../../catalogue/schema.ts'
import {
  dropParked,
  listParked,
  openParked,
  type Parked,
  type ParkedOpened,
} from '../../device/team/parked.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { vietnamDay, vietnamTime } from '../../domain/time/vietnam-time.ts'
import { contentLanguage } from '../i18n.ts'
import { useSession } from '../session/session-context.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { grouped } from './grouped.ts'
import styles from './team.module.css'

type Problem = Extract<ParkedOpened, { ok: false }>['problem']

async function proceduresOf(parked: readonly Parked[]): Promise<ReadonlyMap<string, Procedure>> {
  const codes = [...new Set(parked.map(({ procedure }) => procedure))]
  const loaded = await Promise.all(codes.map(loadProcedure))
  return new Map(
    loaded.flatMap((procedure) => (procedure === undefined ? [] : [[procedure.code, procedure]])),
  )
}

/** Drafts that wait for papers, by the citizens' codes: no names. */
export function ParkedScreen() {
  const { t } = useTranslation('team')
  const navigate = useNavigate()
  const { refresh } = useSession()
  const listed = useLiveQuery(async () => {
    const list = await listParked()
    return list.ok ? { ...list, procedures: await proceduresOf(list.parked) } : list
  })
  const [problem, setProblem] = useState<Problem>()
  const [dropping, setDropping] = useState<Parked>()

  async function goOn({ id, procedure }: Parked): Promise<void> {
    const opened = await openParked(id)
    if (!opened.ok) return setProblem(opened.problem)
    await refresh()
    await navigate(`/ke-khai/${procedure}/tiep`, { state: { depth: 1 } })
  }

  async function drop(id: string): Promise<void> {
    setDropping(undefined)
    const dropped = await dropParked(id)
    setProblem(dropped.ok ? undefined : dropped.problem)
  }

  if (listed === undefined) return <Busy />
  return (
    <Screen
      title={t('parked.title')}
      onBack={() => void navigate('/doi')}
      actions={
        <ButtonLink kind="primary" to="/doi">
          {t('parked.back')}
        </ButtonLink>
      }
    >
      {problem === undefined && listed.ok ? null : (
        <Notice kind="error" isLive>
          <p>{t(problem === 'session-open' ? 'parked.sessionOpen' : 'failed')}</p>
        </Notice>
      )}
      {listed.ok && listed.parked.length === 0 ? <p>{t('parked.empty')}</p> : null}
      {listed.ok && listed.parked.length > 0 ? (
        <>
          <p>{t('parked.body')}</p>
          <ul className={styles.items}>
            {listed.parked.map((parked) => (
              <ParkedItem
                key={parked.id}
                parked={parked}
                procedure={listed.procedures.get(parked.procedure)}
                onGoOn={() => void goOn(parked)}
                onDrop={() => setDropping(parked)}
              />
            ))}
          </ul>
        </>
      ) : null}
      <Dialog
        title={t('drop.title', { code: grouped(dropping?.code ?? '') })}
        isOpen={dropping !== undefined}
        onClose={() => setDropping(undefined)}
        actions={
          <>
            <Button kind="danger" onClick={() => dropping && void drop(dropping.id)}>
              {t('drop.sure')}
            </Button>
            <Button kind="primary" onClick={() => setDropping(undefined)}>
              {t('drop.stay')}
            </Button>
          </>
        }
      >
        <p>{t('drop.body')}</p>
      </Dialog>
    </Screen>
  )
}

interface ParkedItemProps {
  readonly parked: Parked
  /** Undefined when the catalogue does not have it any more. */
  readonly procedure: Procedure | undefined
  readonly onGoOn: () => void
  readonly onDrop: () => void
}

function ParkedItem({ parked, procedure, onGoOn, onDrop }: ParkedItemProps) {
  const { t, i18n } = useTranslation('team')
  const language = contentLanguage(i18n.language)
  const { code, parkedAt, missing, sameAs } = parked
  const names = missing.flatMap(
    (id) => procedure?.components.find((component) => component.id === id)?.name[language] ?? [],
  )
  return (
    <li className={styles.item} aria-label={t('parked.item', { code: grouped(code) })}>
      <p className={styles.code}>{grouped(code)}</p>
      <p>{procedure?.plainName[language] ?? parked.procedure}</p>
      <p className={styles.small}>
        {t('parked.since', { time: vietnamTime(parkedAt), day: formatPartialDate(vietnamDay(parkedAt)) })}
      </p>
      {names.length === 0 ? (
        <p>{t('parked.nothingMissing')}</p>
      ) : (
        <p>{t('parked.missing', { papers: names.join('; ') })}</p>
      )}
      {sameAs === null ? null : (
        <Notice kind="warning">
          <p>{t('parked.sameAs', { code: grouped(sameAs) })}</p>
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button kind="danger" onClick={onDrop}>
          {t('parked.drop')}
        </Button>
        <Button kind="primary" onClick={onGoOn}>
          {t('parked.goOn')}
        </Button>
      </div>
    </li>
  )
}
