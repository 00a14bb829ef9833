import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftPhoto } from '../../../../device/draft-photos.ts'
import type { Session } from '../../../../device/session.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { PageThumbnail } from './page-thumbnail.tsx'
import styles from './papers.module.css'
import type { PhotoIntake } from './use-photo-intake.ts'

/** A paper to be photographed, in the person's language. */
export interface Paper {
  /** What its photos are kept under. */
  readonly id: string
  readonly name: string
  readonly condition?: string | undefined
  readonly note?: string | undefined
}

interface PaperCardProps {
  readonly session: Session
  readonly paper: Paper
  readonly photos: readonly DraftPhoto[]
  readonly intake: PhotoIntake
  readonly onCamera: () => void
}

/** One paper: its pages so far, and two ways to add another. */
export function PaperCard({ session, paper, photos, intake, onCamera }: PaperCardProps) {
  const { t } = useTranslation('declaration')
  const file = useRef<HTMLInputElement>(null)
  const titleId = useId()
  const { id, name, condition, note } = paper
  const pending = intake.pending.filter((item) => item.component === id)
  const refused = intake.refused.filter((item) => item.component === id)
  return (
    <li className={styles.paper} aria-labelledby={titleId}>
      <h3 id={titleId}>{name}</h3>
      {condition === undefined ? null : <p className={styles.condition}>{t('papers.when', { condition })}</p>}
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
      {photos.length === 0 && pending.length === 0 ? null : (
        <ol className={styles.pages}>
          {photos.map((photo, index) => (
            <PageThumbnail
              key={photo.id}
              session={session}
              photo={photo}
              paper={name}
              number={index + 1}
              isRemovable
            />
          ))}
          {pending.map((item, index) => (
            <li key={item.key} className={styles.pending}>
              {t('papers.preparing', { number: photos.length + index + 1 })}
            </li>
          ))}
        </ol>
      )}
      <p role="status" className="visually-hidden">
        {pending.length > 0 ? t('papers.working') : t('papers.pages', { count: photos.length })}
      </p>
      {refused.map((item) => (
        <Notice
          key={item.key}
          kind="error"
          isLive
          title={t('papers.refused', { name: item.fileName ?? t('papers.pictureTaken') })}
        >
          <p>{t(`photoProblem.${item.problem}`)}</p>
          <Button onClick={() => intake.dismiss(item.key)}>{t('action.close', { ns: 'common' })}</Button>
        </Notice>
      ))}
      <div className={styles.ways}>
        <Button icon={<Icon name="camera" />} onClick={onCamera} aria-describedby={titleId}>
          {t('papers.takePhoto')}
        </Button>
        <Button icon={<Icon name="add" />} onClick={() => file.current?.click()} aria-describedby={titleId}>
          {t('papers.chooseFile')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label={t('papers.fileFor', { paper: name })}
          onChange={(event) => {
            intake.add(id, [...(event.currentTarget.files ?? [])])
            // The same file may be chosen again after a mistake.
            event.currentTarget.value = ''
          }}
        />
      </div>
    </li>
  )
}
