import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Icon, type IconName } from '../../ui/icon/icon.tsx'
import styles from './facts.module.css'
import { FeeAnswer } from './fee-answer.tsx'
import { TimeAnswer } from './time-answer.tsx'

/** How long, how much, who, where, what one gets: one answer each. */
export function Facts({ procedure }: { readonly procedure: Procedure }) {
  const { t, i18n } = useTranslation('guide')
  const language = contentLanguage(i18n.language)
  return (
    <dl className={styles.facts}>
      <Fact icon="clock" question={t('howLong')} isUncertain={procedure.timeLimit.confirm}>
        <TimeAnswer timeLimit={procedure.timeLimit} />
      </Fact>
      <Fact icon="money" question={t('howMuch')} isUncertain={procedure.fee.confirm}>
        <FeeAnswer fee={procedure.fee} />
      </Fact>
      <Fact icon="place" question={t('where')}>
        <p>{procedure.where[language]}</p>
        <p className={styles.small}>
          {t('channels', {
            channels: procedure.channels.map((channel) => t(`channel.${channel}`)).join(', '),
          })}
        </p>
      </Fact>
      <Fact icon="person" question={t('who')}>
        <p>{procedure.who[language]}</p>
      </Fact>
      <Fact icon="paper" question={t('result')}>
        <p>{procedure.result[language]}</p>
      </Fact>
    </dl>
  )
}

interface FactProps {
  readonly icon: IconName
  readonly question: string
  readonly isUncertain?: boolean | undefined
  readonly children: ReactNode
}

function Fact({ icon, question, isUncertain = false, children }: FactProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.fact}>
      <dt className={styles.question}>
        <Icon name={icon} />
        {question}
      </dt>
      <dd className={styles.answer}>
        {children}
        {isUncertain ? <Badge kind="warning">{t('confirmByStaff')}</Badge> : null}
      </dd>
    </div>
  )
}
