import { useTranslation } from 'react-i18next'
import { readSlip, type Slip } from '../../../domain/receipt/slip.ts'
import { CodeCamera } from '../code-camera/code-camera.tsx'

interface SlipCameraProps {
  readonly onSlip: (slip: Slip) => void
  readonly onClose: () => void
}

/** Looks for the code on a receipt. */
export function SlipCamera({ onSlip, onClose }: SlipCameraProps) {
  const { t } = useTranslation('supplement')
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
        const read = readSlip(text)
        return read.ok ? { ok: true, found: read.slip } : read
      }}
      troubleText={(trouble) => ({
        title: t(`camera.problem.${trouble}.title`),
        body: t(`camera.problem.${trouble}.body`),
      })}
      onFound={onSlip}
      onClose={onClose}
    />
  )
}
