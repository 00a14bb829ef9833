import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { listDraftPhotos } from '../../../device/draft-photos.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useLeaveOnce } from '../../ui/screen/use-leave-once.ts'
import { CameraView } from '../declaration/papers/camera-view.tsx'
import { type Paper, PaperCard } from '../declaration/papers/paper-card.tsx'
import { usePhotoIntake } from '../declaration/papers/use-photo-intake.ts'
import { reviewPlace } from '../declaration/places.ts'
import { walkState } from '../declaration/use-walk.ts'
import { AskedPapers } from './asked-papers.tsx'
import { start } from './places.ts'
import styles from './supplement.module.css'
import { useSupplement } from './supplement-context.ts'

/** What is asked for, as far as it is known here, and photographs of it. */
export function PapersScreen() {
  const { t } = useTranslation('supplement')
  const { t: texts } = useTranslation('declaration')
  const navigate = useNavigate()
  const once = useLeaveOnce()
  const { depth } = walkState(useLocation())
  const { session, draft, groups } = useSupplement()
  const photos = useLiveQuery(() => listDraftPhotos(session), [session])
  const intake = usePhotoIntake(session)
  const [camera, setCamera] = useState<Paper>()

  return (
    <Screen
      title={t('papers.title')}
      eyebrow={t('dossier', { code: draft.receiptCode })}
      onBack={() => once(() => void (depth > 0 ? navigate(-1) : navigate(start)))}
      progress={{ done: 0, total: 2, label: texts('progress', { number: 1, total: 2 }) }}
      actions={
        <Button
          kind="primary"
          isBusy={intake.pending.length > 0}
          onClick={() =>
            once(() => void navigate(`${start}/${reviewPlace}`, { state: { depth: depth + 1 } }))
          }
        >
          {texts('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      {draft.asked === null ? null : (
        <Notice kind="warning" title={t('asked.title')}>
          <AskedPapers asked={draft.asked} />
        </Notice>
      )}
      {groups.length === 1 && draft.asked === null ? <p>{t('papers.onlyOther')}</p> : null}
      <p>{texts('papers.how')}</p>
      <p>{texts('papers.noCards')}</p>
      {groups.map(({ name, papers }) => (
        <section key={name} className={styles.group} aria-label={t(`papers.group.${name}`)}>
          <h2>{t(`papers.group.${name}`)}</h2>
          <ul className={styles.papers}>
            {papers.map((paper) => (
              <PaperCard
                key={paper.id}
                session={session}
                paper={paper}
                photos={(photos ?? []).filter(({ component }) => component === paper.id)}
                intake={intake}
                onCamera={() => setCamera(paper)}
              />
            ))}
          </ul>
        </section>
      ))}
      {camera === undefined ? null : (
        <CameraView
          paper={camera.name}
          onPicture={(picture, corners) => intake.add(camera.id, [picture], corners)}
          onClose={() => setCamera(undefined)}
        />
      )}
    </Screen>
  )
}
