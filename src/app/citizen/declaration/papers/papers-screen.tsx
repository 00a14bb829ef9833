import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDraftPhotos } from '../../../../device/draft-photos.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { papersOf, papersPlace } from '../places.ts'
import { SaveLine } from '../save-line.tsx'
import { useWalk } from '../use-walk.ts'
import { CameraView } from './camera-view.tsx'
import { type Paper, PaperCard } from './paper-card.tsx'
import styles from './papers.module.css'
import { usePhotoIntake } from './use-photo-intake.ts'

/** Photographs of the papers. None is compelled: what is missing is brought to the desk on paper. */
export function PapersScreen() {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { session, procedure, change } = useDeclaration()
  const walk = useWalk(papersPlace)
  const photos = useLiveQuery(() => listDraftPhotos(session), [session])
  const intake = usePhotoIntake(session)
  const [camera, setCamera] = useState<Paper>()

  useEffect(() => {
    change((before) => (before.step === papersPlace ? before : { ...before, step: papersPlace }))
  }, [change])

  const papers = papersOf(procedure).map(
    ({ id, name, condition, note }): Paper => ({
      id,
      name: name[language],
      condition: condition?.[language],
      note: note?.[language],
    }),
  )
  const groups = [
    { name: 'always', papers: papers.filter(({ condition }) => condition === undefined) },
    { name: 'sometimes', papers: papers.filter(({ condition }) => condition !== undefined) },
  ] as const
  return (
    <Screen
      title={t('papers.title')}
      onBack={walk.back}
      progress={walk.progress}
      actions={
        <Button kind="primary" onClick={walk.next} isBusy={intake.pending.length > 0}>
          {walk.isFromReview ? t('backToReview') : t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <p>{t('papers.how')}</p>
      <Notice kind="information">
        <p>{t('papers.skip')}</p>
        <p>{t('papers.noCards')}</p>
      </Notice>
      {groups
        .filter(({ papers }) => papers.length > 0)
        .map(({ name, papers }) => (
          <section key={name} className={styles.group} aria-label={t(`papers.${name}`)}>
            <h2>{t(`papers.${name}`)}</h2>
            <ul className={styles.papers}>
              {papers.map((paper) => (
                <PaperCard
                  key={paper.id}
                  session={session}
                  paper={paper}
                  photos={(photos ?? []).filter((photo) => photo.component === paper.id)}
                  intake={intake}
                  onCamera={() => setCamera(paper)}
                />
              ))}
            </ul>
          </section>
        ))}
      <SaveLine />
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
