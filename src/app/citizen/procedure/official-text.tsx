import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficialPart, Procedure } from '../../../catalogue/schema.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './official-text.module.css'

/** What an official record says itself: its steps and conditions, time and fees by way of filing, and all its words. */
export function OfficialText({ procedure }: { readonly procedure: Procedure }) {
  const { t } = useTranslation('guide')
  const { official } = procedure
  if (official === undefined) return null
  const { guide, takenOn, updatedOn, steps, conditions, ways, text } = official
  const isChanged = guide === 'hand-made' && updatedOn !== undefined && updatedOn > procedure.verifiedOn
  return (
    <>
      {guide === 'from-record' ? (
        <p className={styles.made}>{t('official.made', { day: formatPartialDate(updatedOn ?? takenOn) })}</p>
      ) : null}
      {isChanged ? (
        <div className={styles.changed}>
          <Notice kind="warning">
            <p>{t('official.changed', { day: formatPartialDate(updatedOn) })}</p>
          </Notice>
        </div>
      ) : null}
      {steps.length === 0 ? null : (
        <Part title={t('official.steps')}>
          <ol className={styles.steps}>
            {steps.map(({ title, lines }, at) => (
              <li key={keyOf(title ?? '', at)}>
                {title === undefined ? null : <b lang="vi">{title}</b>}
                <Lines lines={lines} />
              </li>
            ))}
          </ol>
        </Part>
      )}
      {conditions.length === 0 ? null : (
        <Part title={t('official.conditions')}>
          <Lines lines={conditions} />
        </Part>
      )}
      {ways.length === 0 ? null : (
        <Part title={t('official.ways')}>
          <ul className={styles.ways}>
            {ways.map((way, at) => (
              <Way key={keyOf(way.time ?? '', at)} way={way} />
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('official.full')}>
        {text.map(({ part, lines }) => (
          <section key={part} className={styles.part}>
            <h3>{t(`official.part.${part}`)}</h3>
            {lines.map((line, at) => (
              <p key={keyOf(line, at)} lang="vi">
                {line}
              </p>
            ))}
          </section>
        ))}
      </Part>
    </>
  )
}

/** Lines of a record may repeat; they never move. */
function keyOf(text: string, at: number): string {
  return `${at} ${text.slice(0, 20)}`
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('guide')
  return (
    <Disclosure summary={title}>
      <p className={styles.note}>{t('official.note')}</p>
      {children}
    </Disclosure>
  )
}

function Lines({ lines }: { readonly lines: OfficialPart['conditions'] }) {
  if (lines.length === 0) return null
  return (
    <ul className={styles.lines} lang="vi">
      {lines.map(({ depth, text }, at) => (
        <li key={keyOf(text, at)} data-depth={depth}>
          {text}
        </li>
      ))}
    </ul>
  )
}

function Way({ way }: { readonly way: OfficialPart['ways'][number] }) {
  const { t } = useTranslation('guide')
  const { channel, channelText, time, lines, fees } = way
  const name = channel === undefined ? channelText : t(`channel.${channel}`)
  return (
    <li>
      <p>
        {name === undefined ? null : <b className={styles.channel}>{name}</b>}
        {name === undefined || time === undefined ? null : ': '}
        {time === undefined ? null : <span lang="vi">{time}</span>}
      </p>
      <Lines lines={lines} />
      {fees.map((fee, at) => (
        <p key={keyOf(fee, at)} lang="vi">
          {fee}
        </p>
      ))}
    </li>
  )
}
