import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type KioskSettingsOverview,
  kioskSettingsOverview,
  kioskThemes,
  quietMinutesChoices,
} from '../../../contract/kiosk-settings.ts'
import { hashStaffPin, isPin } from '../../../device/staff-pin.ts'
import { toBase64Url } from '../../../vault/encoding.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import { type Answer, ask, type DeskProblem, nothing } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'

const read = (): Promise<Answer<KioskSettingsOverview>> => ask('kiosk-settings', kioskSettingsOverview)

/** What all kiosks of the unit do, unless staff have set one otherwise on the spot. */
export function KioskSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kiosk-settings')
  const { value, problem } = usePolled(read)
  if (value !== null) return <Filled stored={value} onClose={onClose} />
  return (
    <Dialog title={t('title')} isOpen onClose={onClose} actions={null}>
      {problem === null ? <Busy /> : <ProblemNotice problem={problem} title={t('readFailed')} />}
    </Dialog>
  )
}

interface FilledProps {
  /** As it was when the dialog opened; what comes later is not put over what is being chosen. */
  readonly stored: KioskSettingsOverview
  readonly onClose: () => void
}

function Filled({ stored, onClose }: FilledProps) {
  const { t } = useTranslation('kiosk-settings')
  const [quietMinutes, setQuietMinutes] = useState(String(stored.quietMinutes ?? ''))
  const [theme, setTheme] = useState<string>(stored.theme ?? '')
  const [pin, setPin] = useState('')
  const [isPinBad, setIsPinBad] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)

  async function save(): Promise<void> {
    if (isBusy) return
    const typed = pin.trim()
    if (typed !== '' && !isPin(typed)) {
      setIsPinBad(true)
      return
    }
    setIsBusy(true)
    setProblem(null)
    const hashed = typed === '' ? null : await hashStaffPin(typed)
    const answer = await ask('kiosk-settings', nothing, {
      method: 'POST',
      body: {
        quietMinutes: quietMinutesChoices.find((choice) => String(choice) === quietMinutes) ?? null,
        theme: kioskThemes.find((known) => known === theme) ?? null,
        ...(hashed === null
          ? {}
          : {
              pin: {
                salt: toBase64Url(hashed.salt),
                hash: toBase64Url(hashed.hash),
                iterations: hashed.iterations,
              },
            }),
      },
    })
    setIsBusy(false)
    if (answer.ok) onClose()
    else setProblem(answer.problem)
  }

  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <p>{t('how')}</p>
      <Select
        label={t('quiet.label')}
        placeholder={t('quiet.none')}
        options={quietMinutesChoices.map((choice) => ({
          value: String(choice),
          label: t('quiet.minutes', { count: choice }),
        }))}
        value={quietMinutes}
        onChange={setQuietMinutes}
      />
      <Select
        label={t('theme.label')}
        placeholder={t('theme.none')}
        options={kioskThemes.map((known) => ({ value: known, label: t(`theme.${known}`) }))}
        value={theme}
        onChange={setTheme}
      />
      <TextInput
        label={t('pin.label')}
        help={t(stored.hasPin ? 'pin.isSet' : 'pin.isNotSet')}
        {...(isPinBad ? { error: t('pin.bad') } : {})}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={pin}
        onChange={(event) => {
          setPin(event.currentTarget.value)
          setIsPinBad(false)
        }}
      />
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} />}
    </Dialog>
  )
}
