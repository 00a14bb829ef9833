import { useTranslation } from 'react-i18next'
import { type IdentityCard, parseIdentityCard } from '../../../../domain/person/identity-card.ts'
import { CodeCamera } from '../../code-camera/code-camera.tsx'

interface CardCameraProps {
  readonly onCard: (card: IdentityCard) => void
  readonly onClose: () => void
}

/** Looks for the code on an identity card. */
export function CardCamera({ onCard, onClose }: CardCameraProps) {
  const { t } = useTranslation('card')
  return (
    <CodeCamera
      texts={{
        title: t('camera.title'),
        how: t('camera.how'),
        where: t('camera.where'),
        otherWays: t('camera.otherWays'),
        close: t('camera.type'),
        file: t('camera.file'),
      }}
      read={(text) => {
        const read = parseIdentityCard(text)
        return read.ok ? { ok: true, found: read.card } : read
      }}
      troubleText={(trouble) => ({
        title: t(`problem.${trouble}.title`),
        body: t(`problem.${trouble}.body`),
      })}
      onFound={onCard}
      onClose={onClose}
    />
  )
}
