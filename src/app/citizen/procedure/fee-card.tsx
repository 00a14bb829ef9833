import {
  type Exemption,
  type ExemptionGround,
  type Fee,
  feeOf,
  groundsToAsk,
} from '../../../domain/guidance/fee.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { ChoicesSeveral } from '../../ui/choices/choices-several.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { AnswerCard } from './answer-card.tsx'
import styles from './answers.module.css'
import { feesByChannel, isFeeSure } from './fees-by-channel.ts'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'

interface FeeCardProps {
  readonly guidance: Guidance
  readonly onGrounds: (grounds: readonly ExemptionGround[]) => void
}

/** What it costs, by way of filing where that differs, and who pays less. */
export function FeeCard({ guidance, onGrounds }: FeeCardProps) {
  const words = useWords()
  const { t, language } = words
  const { procedure, grounds } = guidance
  const fees = feesByChannel(words, guidance)
  const all = fees.flatMap(({ fee }) => fee)
  const notes = new Set(all.flatMap((fee) => ruleNote(fee)?.[language] ?? []))
  const isUnknown = all.some(({ kind }) => kind === 'unknown')
  const { asked, others } = exemptionsOf(guidance)
  return (
    <AnswerCard icon="money" question={t('howMuch')} isExpected={!isFeeSure(guidance, all)}>
      {fees.length === 1 ? (
        fees.map(({ text, fee }) => (
          <p key={text} className={sizeOf(fee)}>
            {text}
          </p>
        ))
      ) : (
        <ul className={styles.amounts}>
          {fees.map(({ channels, text, fee }) => (
            <li key={text}>
              {channels}: <span className={sizeOf(fee)}>{text}</span>
            </li>
          ))}
        </ul>
      )}
      <Claimed fees={all} grounds={grounds} />
      {[...notes].map((note) => (
        <p key={note} className={styles.small}>
          {note}
        </p>
      ))}
      {isUnknown && notes.size === 0 && procedure.fee.note !== undefined ? (
        <p className={styles.small}>{procedure.fee.note[language]}</p>
      ) : null}
      {asked.length + others.length === 0 ? null : (
        <Disclosure summary={t('fee.grounds')}>
          {asked.length === 0 ? null : (
            <ChoicesSeveral
              label={t('fee.groundsHow')}
              options={asked.map(({ ground }) => ({ value: ground, label: t(`ground.${ground}`) }))}
              values={grounds}
              onChange={(values) =>
                onGrounds(asked.flatMap(({ ground }) => (values.includes(ground) ? [ground] : [])))
              }
            />
          )}
          {others.length === 0 ? null : (
            <p>{t('fee.others', { names: others.map(({ name }) => name[language]).join('; ') })}</p>
          )}
        </Disclosure>
      )}
    </AnswerCard>
  )
}

/** Why it is less, until when, and what to bring as proof. */
function Claimed({
  fees,
  grounds,
}: {
  readonly fees: readonly Fee[]
  readonly grounds: readonly ExemptionGround[]
}) {
  const { t, language } = useWords()
  const used = new Map(
    fees.flatMap((fee) =>
      fee.kind === 'known' && fee.exemption ? [[fee.exemption.name.vi, fee.exemption]] : [],
    ),
  )
  const until = new Set(
    fees.flatMap((fee) => {
      const day = fee.kind === 'known' ? (fee.exemption?.until ?? fee.rule.until) : undefined
      return day === undefined ? [] : [day]
    }),
  )
  return (
    <>
      <div role="status">
        {grounds.length > 0 && used.size === 0 ? <p>{t('fee.notLowered')}</p> : null}
        {[...used.values()].map(({ name, percent = 100, ground }) => (
          <p key={name.vi}>
            <span className={styles.good}>
              {percent === 100
                ? t('fee.waived', { name: name[language] })
                : t('fee.lowered', { name: name[language], percent })}
            </span>{' '}
            {t('fee.proof', { proof: t(`proof.${ground}`) })}
          </p>
        ))}
      </div>
      {[...until].map((day) => (
        <p key={day} className={styles.small}>
          {t('fee.until', { day: formatPartialDate(day) })}
        </p>
      ))}
    </>
  )
}

/** An amount is large; who knows it, or on what it depends, is a sentence. */
function sizeOf(fees: readonly Fee[]): string | undefined {
  return fees.every(({ kind }) => kind === 'known') ? styles.big : styles.strong
}

function ruleNote(fee: Fee) {
  return fee.kind === 'depends' ? undefined : fee.rule?.note
}

/** Nothing to ask where it is free for everybody. Grounds that we cannot compute with are only named. */
function exemptionsOf({ fee, cases, answers, channels, today }: Guidance): {
  readonly asked: readonly Exemption[]
  readonly others: readonly Exemption[]
} {
  const questions = channels.map((channel) => ({ cases, answers, channel, today }))
  const isFree = questions.every((question) => {
    const found = feeOf(fee, { ...question, grounds: [] })
    return found.kind === 'known' && found.amountVnd === 0
  })
  if (isFree) return { asked: [], others: [] }
  const found = new Map(
    questions.flatMap((question) => groundsToAsk(fee, question)).map((each) => [each.name.vi, each]),
  )
  const byGround = new Map([...found.values()].map((each) => [each.ground, each]))
  byGround.delete('other')
  return {
    asked: [...byGround.values()],
    others: [...found.values()].filter(({ ground }) => ground === 'other'),
  }
}
