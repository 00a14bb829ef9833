import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemsOf } from '../../../../domain/form/decide.ts'
import { type GroupItem, type GroupQuestion, groupMaximumItems } from '../../../../domain/form/definition.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { FieldGroup } from '../../../ui/field/field.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { itemName } from '../group-item.ts'
import { stepPlace } from '../places.ts'
import type { ShownProblem } from '../shown-problems.ts'
import { useItemLine } from '../use-item-line.ts'
import { useWalk } from '../use-walk.ts'
import type { QuestionTexts } from './field-props.ts'
import styles from './group.module.css'

interface GroupQuestionProps {
  readonly group: GroupQuestion
  readonly texts: QuestionTexts
  /** Of the items; those of the group itself are in `texts`. */
  readonly problems: readonly ShownProblem[]
}

/** The items as cards, each opened on a screen of its own. */
export function GroupQuestionField({ group, texts, problems }: GroupQuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { draft, steps, setAnswer } = useDeclaration()
  const itemLine = useItemLine()
  const step = steps.find(({ questions }) => questions.some(({ id }) => id === group.id))?.id ?? ''
  const walk = useWalk(stepPlace(step))
  /** Index of the item that the person is asked about. */
  const [deleting, setDeleting] = useState<number>()
  const items = itemsOf(draft.answers[group.id])
  const maximum = group.maxItems ?? groupMaximumItems
  const title = group.itemTitle[language]
  const nameOf = (item: GroupItem, index: number) => {
    const name = itemName(group, item)
    const numbered = t('group.item', { title, number: index + 1 })
    return name === '' ? numbered : `${numbered}: ${name}`
  }

  function remove(index: number): void {
    const others = items.toSpliced(index, 1)
    setAnswer(group.id, others.length === 0 ? undefined : others)
    setDeleting(undefined)
  }

  const asked = deleting === undefined ? undefined : items[deleting]
  return (
    <FieldGroup {...texts}>
      {items.length === 0 ? null : (
        <ol className={styles.items}>
          {items.map((item, index) => {
            const isBad = problems.some(
              (problem) => problem.item?.index === index && problem.severity === 'error',
            )
            const name = nameOf(item, index)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name, and keeps no state.
              <li key={index} className={styles.item} data-bad={isBad}>
                <div>
                  <p className={styles.name}>{name}</p>
                  <p className={styles.line}>{itemLine(group, item)}</p>
                  {isBad ? (
                    <p className={styles.bad}>
                      <Icon name="error" />
                      <span>{t('group.unfinished')}</span>
                    </p>
                  ) : null}
                </div>
                <div className={styles.actions}>
                  <Button
                    icon={<Icon name="edit" />}
                    aria-label={t('group.edit', { item: name })}
                    onClick={() => walk.openItem(step, group.id, index)}
                  >
                    {t('action.edit', { ns: 'common' })}
                  </Button>
                  <Button
                    kind="quiet"
                    icon={<Icon name="delete" />}
                    aria-label={t('group.delete', { item: name })}
                    onClick={() => setDeleting(index)}
                  >
                    {t('action.delete', { ns: 'common' })}
                  </Button>
                </div>
              </li>
            )
          })}
        </ol>
      )}
      {items.length < maximum ? (
        <Button icon={<Icon name="add" />} onClick={() => walk.openItem(step, group.id, items.length)}>
          {t('group.add', { title: lowerFirst(title) })}
        </Button>
      ) : (
        <p>{t('group.full', { maximum })}</p>
      )}
      <Dialog
        title={
          deleting === undefined || asked === undefined
            ? ''
            : t('group.deleteTitle', { item: nameOf(asked, deleting) })
        }
        isOpen={asked !== undefined}
        onClose={() => setDeleting(undefined)}
        actions={
          <>
            <Button
              kind="danger"
              onClick={() => {
                if (deleting !== undefined) remove(deleting)
              }}
            >
              {t('action.delete', { ns: 'common' })}
            </Button>
            <Button kind="primary" onClick={() => setDeleting(undefined)}>
              {t('group.keep')}
            </Button>
          </>
        }
      >
        <p>{t('group.deleteBody')}</p>
      </Dialog>
    </FieldGroup>
  )
}

/** "Thành viên" inside a sentence. */
function lowerFirst(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}
