import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CardScope, cardAnswers } from '../../../../domain/form/card-answers.ts'
import type { AddressAnswer, FieldValue, GroupItem } from '../../../../domain/form/definition.ts'
import { visibleItem, visibleQuestions } from '../../../../domain/form/evaluate.ts'
import type { IdentityCard } from '../../../../domain/person/identity-card.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { Choices } from '../../../ui/choices/choices.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { Fact, Facts } from '../../../ui/facts/facts.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { useLoaded } from '../../procedure/use-catalogue.ts'
import { useAnswering } from '../answering.ts'
import { useDeclaration } from '../declaration-context.ts'
import { useKeptAnswers } from '../kept-answers.ts'
import { useAnswerText } from '../use-answer-text.ts'
import { type CardAddress, findCardAddress } from './card-address.ts'

interface CardConfirmationProps {
  readonly card: IdentityCard
  /** Whose card it may be, as `fill.person` names them. */
  readonly holders: readonly string[]
  /** @param first question that was answered */
  readonly onFilled: (first: string | undefined) => void
  readonly onClose: () => void
}

/** What the card says, to be compared with it, before any of it becomes an answer. */
export function CardConfirmation(props: CardConfirmationProps) {
  const { t } = useTranslation('card')
  const { loaded } = useLoaded(() => findCardAddress(props.card.address), props.card.address)
  if (loaded === 'loading') {
    return (
      <Dialog title={t('confirm.title')} isOpen onClose={props.onClose} actions={null}>
        <Busy />
      </Dialog>
    )
  }
  // Without the lists the address stays as printed; the rest of the card is as good as ever.
  const printed = { province: '', commune: '', detail: props.card.address }
  return (
    <Confirmation
      {...props}
      found={loaded === 'failed' ? { options: [], isCertain: false, asPrinted: printed } : loaded}
    />
  )
}

const asPrintedChoice = 'as-printed'

function Confirmation({
  card,
  holders,
  onFilled,
  onClose,
  found,
}: CardConfirmationProps & { readonly found: CardAddress }) {
  const { t, i18n } = useTranslation('card')
  const { today } = useDeclaration()
  const { setAnswers } = useAnswering()
  const { setUnchosen } = useKeptAnswers()
  const answerText = useAnswerText()
  const scope = useCardScope()
  const language = contentLanguage(i18n.language)
  const holderName = (holder: string) =>
    scope.questions.find(({ fill }) => fill?.person === holder)?.label[language] ?? holder
  const [person, setPerson] = useState(holders.length === 1 ? holders[0] : undefined)
  const [place, setPlace] = useState(() => firstChoice(found))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [isIncomplete, setIsIncomplete] = useState(false)

  const address: AddressAnswer | undefined =
    card.address === ''
      ? undefined
      : place === asPrintedChoice
        ? found.asPrinted
        : found.options[Number(place)]
  const answers = person === undefined ? [] : cardAnswers(scope, { person, card, address, today })
  const addressQuestion = scope.questions.find(
    ({ fill }) => fill?.person === person && fill?.from === 'address',
  )
  const asksForPlace = card.address !== '' && found.options.length > 0 && addressQuestion !== undefined
  const needsPlace = asksForPlace && place === undefined

  function fill(): void {
    if (person === undefined || needsPlace) {
      setIsIncomplete(true)
      return
    }
    const taken = answers.filter(({ question }) => !kept.has(question.id))
    for (const { question } of taken) if (question.type === 'address') setUnchosen(question.id, false)
    setAnswers(Object.fromEntries(taken.map(({ question, value }) => [question.id, value])))
    onFilled(taken[0]?.question.id)
  }

  return (
    <Dialog
      title={t('confirm.title')}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('confirm.discard')}</Button>
          <Button kind="primary" onClick={fill}>
            {t('confirm.fill')}
          </Button>
        </>
      }
    >
      <p>{t('confirm.how')}</p>
      {holders.length === 1 ? null : (
        <Choices
          label={t('confirm.whose')}
          options={holders.map((holder) => ({ value: holder, label: holderName(holder) }))}
          value={person}
          onChange={setPerson}
          {...(isIncomplete && person === undefined ? { error: t('confirm.chooseHolder') } : {})}
        />
      )}
      {person !== undefined && answers.length === 0 ? (
        <Notice kind="information">
          <p>{t('confirm.nothing')}</p>
        </Notice>
      ) : null}
      <Facts>
        {answers.map(({ question, value, replaces }) => (
          <Fact
            key={question.id}
            name={question.fill === undefined ? question.id : t(`fact.${question.fill.from}`)}
            isDoubtful={replaces !== undefined}
          >
            <span>{answerText(question, value)}</span>
            {replaces === undefined ? null : (
              <Checkbox
                label={t('confirm.replace', { answer: answerText(question, replaces) })}
                isChecked={!kept.has(question.id)}
                onChange={(isReplaced) => setKept((before) => withKept(before, question.id, !isReplaced))}
              />
            )}
          </Fact>
        ))}
      </Facts>
      {asksForPlace ? (
        <Choices
          label={t(found.isCertain ? 'confirm.placeToday' : 'confirm.whichPlace')}
          help={t('confirm.printed', { address: card.address })}
          options={[
            ...found.options.map((option, index) => ({
              value: String(index),
              label: answerText(addressQuestion, withoutFormerly(option)),
            })),
            { value: asPrintedChoice, label: t('confirm.asPrinted') },
          ]}
          value={place}
          onChange={setPlace}
          {...(isIncomplete && needsPlace ? { error: t('confirm.choosePlace') } : {})}
        />
      ) : null}
    </Dialog>
  )
}

/** The one place is proposed; of several the person chooses; with none the text of the card stays. */
function firstChoice({ options, isCertain }: CardAddress): string | undefined {
  if (options.length === 0) return asPrintedChoice
  return isCertain ? '0' : undefined
}

function withKept(kept: ReadonlySet<string>, question: string, isKept: boolean): ReadonlySet<string> {
  const after = new Set(kept)
  if (isKept) after.add(question)
  else after.delete(question)
  return after
}

function withoutFormerly({ province, commune, detail }: AddressAnswer): FieldValue {
  return { province, commune, detail }
}

/** The questions of the item that is open, or those of the whole form. */
function useCardScope(): CardScope {
  const { form } = useDeclaration()
  const { answers, rule, group } = useAnswering()
  if (group !== undefined) {
    return {
      questions: group.questions,
      answers,
      // Groups hold no groups: answers to questions of an item are never lists of items.
      asked: (filled) => visibleItem(group, filled as GroupItem, rule).questions,
    }
  }
  return {
    questions: form.sections
      .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
      .filter((question) => question.type !== 'group'),
    answers,
    asked: (filled) => visibleQuestions(form, filled, rule.today),
  }
}
