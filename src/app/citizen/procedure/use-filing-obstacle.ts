import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { readStoreLoss } from '../../../device/identity.ts'
import { attempt } from '../../../device/storage-state.ts'
import { useDevice, useStorageState } from '../../session/device-state.ts'
import { storageTexts } from '../../session/storage-texts.ts'

/**
 * Why nothing can be filed on this device now, in the person's language; null when it can, undefined while that
 * is being read. A form must never be started as if it could be saved (bug cases 19 and 37).
 */
export function useFilingObstacle(): string | null | undefined {
  const { t } = useTranslation()
  const storage = useStorageState()
  const device = useDevice()
  const storeLoss = useLiveQuery(async () => await attempt(readStoreLoss))
  if (storage !== 'ready') return t(storageTexts[storage])
  if (device === null) return t('notEnrolled')
  if (device === undefined || storeLoss === undefined) return undefined
  return storeLoss.ok && storeLoss.value !== null ? t('storage.wiped') : null
}
