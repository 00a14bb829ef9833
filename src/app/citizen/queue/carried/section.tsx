import { useTranslation } from 'react-i18next'
import { FileButton } from '../../../carried/file-button.tsx'
import { ReadyFile } from '../../../carried/ready-file.tsx'
import { WorkProgress } from '../../../carried/work-progress.tsx'
import { useDeliveryStatus } from '../../../session/device-state.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { CarriedList } from './carried-list.tsx'
import { ImportedFileResult } from './imported-file.tsx'
import styles from './section.module.css'
import { useCarried } from './use-carried.ts'
import { useCarrying } from './use-carrying.ts'

/** Where there is no network: out to a file, in from a file, and what this device carries for others. */
export function CarriedSection() {
  const { t } = useTranslation('carried')
  const { waiting, needsAttention, records } = useDeliveryStatus()
  const carried = useCarried(0)
  const { work, exported, imported, copyOut, readIn } = useCarrying()
  const envelopes = waiting + needsAttention + records + (carried?.waiting ?? 0)
  const answers = carried?.answered ?? 0
  return (
    <section className={styles.section} aria-labelledby="carried">
      <h2 id="carried">{t('title')}</h2>
      <p>{t('help')}</p>
      {envelopes + answers === 0 ? <p>{t('export.nothing')}</p> : null}
      <div className={styles.ways}>
        {envelopes + answers === 0 ? null : (
          <Button icon={<Icon name="saved" />} isBusy={work !== null} onClick={copyOut}>
            {envelopes === 0
              ? t('export.answersAction', { count: answers })
              : t('export.action', { count: envelopes })}
          </Button>
        )}
        <FileButton label={t('import.action')} isBusy={work !== null} onFiles={readIn} />
      </div>
      {work === null ? null : (
        <WorkProgress
          label={t(work.kind === 'export' ? 'export.working' : 'import.working', {
            done: work.done,
            total: work.total,
          })}
          done={work.done}
          total={work.total}
        />
      )}
      {exported?.ok === false ? (
        <Notice kind="error" isLive>
          <p>{t(`export.problem.${exported.problem}`)}</p>
        </Notice>
      ) : null}
      {exported?.ok === true ? (
        <ReadyFile file={exported.file} title={t('export.ready')}>
          <p>{t('export.content', { envelopes: exported.envelopes, answers: exported.answers })}</p>
          <p>{t('export.next')}</p>
        </ReadyFile>
      ) : null}
      {imported.map((file) => (
        <ImportedFileResult key={file.key} file={file} />
      ))}
      <CarriedList />
    </section>
  )
}
