import { useTranslation } from 'react-i18next'
import type { Device } from '../../../device/identity.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './corner.module.css'

/** On paper only: are the marks of Vietnamese whole, is the QR readable, is five centimetres five centimetres? */
export function TestSlip({ device }: { readonly device: Device }) {
  const { t } = useTranslation('kiosk')
  return (
    <div className={styles.onPaper}>
      <strong>{t('slip.title')}</strong>
      <span>
        {device.unit.name}, {device.name}
      </span>
      <span lang="vi">ẫ ỗ ữ Ậ Ổ Ử đ Đ – 0123456789</span>
      <div className={styles.code}>
        <QrCode text={`MOTCUA ${device.id}`} label={t('slip.code')} />
      </div>
      <div className={styles.rule} />
      <span>{t('slip.rule')}</span>
    </div>
  )
}
