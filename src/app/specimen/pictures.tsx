import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paperPictures } from '../../domain/guidance/paper-picture.ts'
import { LifeEventPicture } from '../citizen/pictures/life-event-picture.tsx'
import { lifeEvents } from '../citizen/pictures/life-events.ts'
import { PaperPictureDrawing } from '../citizen/procedure/paper-picture.tsx'
import { Icon, iconNames } from '../ui/icon/icon.tsx'
import { QrCode } from '../ui/qr-code/qr-code.tsx'
import { SignatureDrawing } from '../ui/signature/signature-drawing.tsx'
import { SignaturePad } from '../ui/signature/signature-pad.tsx'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

const board = { width: 1000, height: 400 }
const written = 'M180 260c60-160 120-160 110-40s60 60 110-40 90 120 160 20 120-60 220-40'

export function Pictures() {
  const { t } = useTranslation(['specimen', 'home'])
  const [path, setPath] = useState('')
  return (
    <Section title={t('pictures.title')}>
      <h3>{t('pictures.lifeEvents')}</h3>
      <ul className={styles.tiles}>
        {lifeEvents.map((event) => (
          <li key={event}>
            <LifeEventPicture event={event} />
            {t(`lifeEvent.${event}`, { ns: 'home' })}
          </li>
        ))}
      </ul>
      <h3>{t('pictures.papers')}</h3>
      <ul className={styles.tiles}>
        {paperPictures.map((picture) => (
          <li key={picture}>
            <PaperPictureDrawing picture={picture} />
            <code lang="en">{picture}</code>
          </li>
        ))}
      </ul>
      <h3>{t('pictures.icons')}</h3>
      <ul className={styles.tiles}>
        {iconNames.map((name) => (
          <li key={name}>
            <Icon name={name} />
            <code lang="en">{name}</code>
          </li>
        ))}
      </ul>
      <div className={styles.columns}>
        <div className={styles.code}>
          <QrCode text="MOTCUA-MAU" label={t('pictures.qr')} />
        </div>
        <SignaturePad
          path={path}
          board={board}
          label={t('pictures.pad')}
          onStroke={(stroke) =>
            setPath((before) => `${before}M${stroke.map(({ x, y }) => `${x} ${y}`).join('L')}`)
          }
        />
        <SignatureDrawing path={written} board={board} label={t('pictures.signature')} />
      </div>
    </Section>
  )
}
