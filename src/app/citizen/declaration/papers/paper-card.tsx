import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Component } from '../../../../catalogue/schema.ts'
import type { DraftPhoto } from '../../../../device/draft-photos.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { PageThumbnail } from './page-thumbnail.tsx'
import styles from './papers.module.css'
import type { PhotoIntake } from './use-photo-intake.ts'

interface PaperCardProps {
  readonly component: Component
  readonly photos: readonly DraftPhoto[]
  readonly intake: PhotoIntake
  readonly onCamera: () => void
}

/** One paper: its pages so far, and two ways to add another. */
export function PaperCard({ component, photos, intake, onCamera }: PaperCardProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const file = useRef<HTMLInputElement>(null)
  const titleId = useId()
  const name = component.name[language]
  const pending = intake.pending.filter((item) => item.component === component.id)
  const refused = intake.refused.filter((item) => item.component === component.id)
  return (
    <li className={styles.paper} aria-labelledby={titleId}>
      <h3 id={titleId}>{name}</h3>
      {component.condition === undefined ? null : (
        <p className={styles.condition}>{t('papers.when', { condition: component.condition[language] })}</p>
      )}
      {component.note === undefined ? null : <p className={styles.note}>{component.note[language]}</p>}
      {photos.length === 0 && pending.length === 0 ? null : (
        <ol className={styles.pages}>
          {photos.map((photo, index) => (
            <PageThumbnail key={photo.id} photo={photo} paper={name} number={index + 1} isRemovable />
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
            intake.add(component.id, [...(event.currentTarget.files ?? [])])
            // The same file may be chosen again after a mistake.
            event.currentTarget.value = ''
          }}
        />
      </div>
    </li>
  )
}
