import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kioskThemes } from '../../../contract/kiosk-settings.ts'
import { readKioskLook, setKioskLook } from '../../../device/kiosk-setting.ts'
import type { Attempt } from '../../../device/storage-state.ts'
import { Choices } from '../../ui/choices/choices.tsx'

const asUnit = 'unit'
const levels = [100, 80, 60] as const

/** Colours and brightness of this kiosk, for the room in which it stands. */
export function LookOfKiosk() {
  const { t } = useTranslation('kiosk')
  const look = useLiveQuery(readKioskLook)
  const [hasFailed, setHasFailed] = useState(false)
  if (look === undefined) return null
  const set = async (change: Promise<Attempt<void>>) => setHasFailed(!(await change).ok)
  const error = hasFailed ? { error: t('pin.failed') } : {}
  const nameOf = (theme: (typeof kioskThemes)[number]) => t(`theme.${theme}`, { ns: 'common' })
  return (
    <>
      <Choices
        label={t('look.colours')}
        help={t('look.coloursHelp')}
        {...error}
        options={[
          {
            value: asUnit,
            label:
              look.ofUnit === null ? t('look.ofUnit') : t('look.ofUnitAs', { name: nameOf(look.ofUnit) }),
          },
          ...kioskThemes.map((theme) => ({ value: theme, label: nameOf(theme) })),
        ]}
        value={look.own ?? asUnit}
        onChange={(value) =>
          void set(setKioskLook({ theme: kioskThemes.find((theme) => theme === value) ?? null }))
        }
      />
      <Choices
        label={t('look.brightness')}
        help={t('look.brightnessHelp')}
        {...error}
        options={levels.map((level) => ({ value: String(level), label: t(`look.level.${level}`) }))}
        value={String(look.brightness)}
        onChange={(value) =>
          void set(setKioskLook({ brightness: levels.find((level) => String(level) === value) ?? 100 }))
        }
      />
    </>
  )
}
