import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ownSeriesLetter,
  priorityReasons,
  type QueueSetting,
  type ServiceGroup,
} from '../../../domain/visitor-queue/queue-setting.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import fields from '../period-fields.module.css'
import styles from './visitor-queue.module.css'

interface SettingFormProps {
  readonly setting: QueueSetting
  readonly isBusy: boolean
  readonly onSave: (setting: QueueSetting) => void
}

const rowChoices = [1, 2, 3, 5] as const
const slotChoices = [15, 30, 60] as const
const dayChoices = [1, 3, 7, 14, 30] as const
const capacityChoices = [1, 2, 3, 5, 10, 20] as const
const mostGroups = 12

/** The whole setting in one form, saved at once. */
export function SettingForm({ setting, isBusy, onSave }: SettingFormProps) {
  const { t } = useTranslation('visitor-queue')
  const [draft, setDraft] = useState(setting)
  const [isWrong, setIsWrong] = useState(false)
  const { groups, priorities, booking } = draft
  const change = (changed: Partial<QueueSetting>) => setDraft({ ...draft, ...changed })
  const changeBooking = (changed: Partial<QueueSetting['booking']>) =>
    change({ booking: { ...booking, ...changed } })
  const changeGroup = (index: number, changed: ServiceGroup) =>
    change({ groups: groups.with(index, changed) })

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const cleaned = groups.map(({ letter, name }) => ({
      letter: letter.trim().toUpperCase(),
      name: { vi: name.vi.trim(), en: name.en.trim() || name.vi.trim() },
    }))
    const letters = cleaned.map(({ letter }) => letter)
    const isRight =
      cleaned.length > 0 &&
      new Set(letters).size === letters.length &&
      cleaned.every(
        ({ letter, name }) => /^[A-Z]$/.test(letter) && letter !== ownSeriesLetter && name.vi !== '',
      )
    setIsWrong(!isRight)
    if (isRight) onSave({ ...draft, groups: cleaned })
  }

  return (
    <form className={styles.section} onSubmit={submit} noValidate>
      <Checkbox label={t('setting.isOn')} isChecked={draft.isOn} onChange={(isOn) => change({ isOn })} />
      <FieldGroup label={t('setting.groups')} {...(isWrong ? { error: t('setting.letterWrong') } : {})}>
        <div className={styles.groups}>
          {groups.map(({ letter, name }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter changes while it is typed
            <div key={index} className={styles.group}>
              <TextInput
                label={t('setting.letter')}
                maxLength={1}
                value={letter}
                onChange={({ target }) => changeGroup(index, { letter: target.value, name })}
              />
              <TextInput
                label={t('setting.nameVi')}
                lang="vi"
                maxLength={60}
                value={name.vi}
                onChange={({ target }) => changeGroup(index, { letter, name: { ...name, vi: target.value } })}
              />
              <TextInput
                label={t('setting.nameEn')}
                lang="en"
                maxLength={60}
                value={name.en}
                onChange={({ target }) => changeGroup(index, { letter, name: { ...name, en: target.value } })}
              />
              <Button kind="quiet" onClick={() => change({ groups: groups.toSpliced(index, 1) })}>
                {t('setting.removeGroup', { letter })}
              </Button>
            </div>
          ))}
        </div>
        {groups.length >= mostGroups ? null : (
          <div>
            <Button onClick={() => change({ groups: [...groups, { letter: '', name: { vi: '', en: '' } }] })}>
              {t('setting.addGroup')}
            </Button>
          </div>
        )}
      </FieldGroup>
      <FieldGroup label={t('setting.priorities')}>
        <div className={styles.checks}>
          {priorityReasons.map((reason) => (
            <Checkbox
              key={reason}
              label={t(`reason.${reason}`)}
              isChecked={priorities.includes(reason)}
              onChange={(isChecked) =>
                change({
                  priorities: priorityReasons.filter((each) =>
                    each === reason ? isChecked : priorities.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </FieldGroup>
      <div className={styles.short}>
        <Select
          label={t('setting.inRowLabel')}
          placeholder={t('setting.choose')}
          options={rowChoices.map((count) => ({ value: `${count}`, label: t('setting.inRow', { count }) }))}
          value={`${draft.priorityInRow}`}
          onChange={(chosen) => change({ priorityInRow: Number(chosen) || draft.priorityInRow })}
        />
      </div>
      <Checkbox
        label={t('setting.booking')}
        isChecked={booking.isOn}
        onChange={(isOn) => changeBooking({ isOn })}
      />
      {booking.isOn ? (
        <div className={fields.fields}>
          <Select
            label={t('setting.daysAhead')}
            placeholder={t('setting.choose')}
            options={dayChoices.map((count) => ({ value: `${count}`, label: t('setting.days', { count }) }))}
            value={`${booking.daysAhead}`}
            onChange={(chosen) => changeBooking({ daysAhead: Number(chosen) || booking.daysAhead })}
          />
          <Select
            label={t('setting.slotMinutes')}
            placeholder={t('setting.choose')}
            options={slotChoices.map((count) => ({
              value: `${count}`,
              label: t('setting.minutes', { count }),
            }))}
            value={`${booking.slotMinutes}`}
            onChange={(chosen) =>
              changeBooking({
                slotMinutes: slotChoices.find((each) => `${each}` === chosen) ?? booking.slotMinutes,
              })
            }
          />
          <Select
            label={t('setting.capacity')}
            placeholder={t('setting.choose')}
            options={capacityChoices.map((count) => ({ value: `${count}`, label: `${count}` }))}
            value={`${booking.capacity}`}
            onChange={(chosen) => changeBooking({ capacity: Number(chosen) || booking.capacity })}
          />
        </div>
      ) : null}
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t('setting.save')}
        </Button>
      </div>
    </form>
  )
}
