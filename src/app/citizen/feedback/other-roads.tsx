import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import styles from './feedback.module.css'
import { start } from './places.ts'

const complaintParts = ['complaint', 'denunciation', 'where', 'take'] as const
const receptionParts = ['what', 'where', 'online', 'take'] as const

/** Khiếu nại, tố cáo: by laws of their own, not taken here (rules.md §12). */
export function ComplaintScreen() {
  const { t } = useTranslation('feedback')
  return (
    <OtherRoad title={t('roads.complaint.title')} notHere={t('complaint.notHere')}>
      {complaintParts.map((part) => (
        <section key={part} className={styles.part}>
          <h2>{t(`complaint.${part}.title`)}</h2>
          <p>{t(`complaint.${part}.body`)}</p>
        </section>
      ))}
    </OtherRoad>
  )
}

/** Tiếp công dân: Decree 154/2026, in force since 1 July 2026 (rules.md §12). */
export function ReceptionScreen() {
  const { t } = useTranslation('feedback')
  return (
    <OtherRoad title={t('roads.reception.title')} notHere={t('reception.notHere')}>
      {receptionParts.map((part) => (
        <section key={part} className={styles.part}>
          <h2>{t(`reception.${part}.title`)}</h2>
          <p>{t(`reception.${part}.body`)}</p>
        </section>
      ))}
    </OtherRoad>
  )
}

interface OtherRoadProps {
  readonly title: string
  readonly notHere: string
  readonly children: React.ReactNode
}

function OtherRoad({ title, notHere, children }: OtherRoadProps) {
  const { t } = useTranslation('feedback')
  const back = useBack()
  return (
    <Screen
      title={title}
      onBack={back}
      actions={
        <ButtonLink kind="primary" to={start}>
          {t('roads.back')}
        </ButtonLink>
      }
    >
      <Notice kind="warning">
        <p>{notHere}</p>
      </Notice>
      {children}
    </Screen>
  )
}
