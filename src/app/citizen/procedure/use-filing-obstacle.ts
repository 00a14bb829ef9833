import { useTranslation } from 'react-i18next'
import { useDevice, useIsStoreLost, useStorageState } from '../../session/device-state.ts'
import { storageTexts } from '../../session/storage-texts.ts'

/**
 * Why nothing can be filed on this device now, in the person's language; null when it can, undefined while that
 * is being read. A form must never be started as if it could be saved (bug cases 19 and 37).
 */
export function useFilingObstacle(): string | null | undefined {
  const { t } = useTranslation()
  const storage = useStorageState()
  const device = useDevice()
  const isStoreLost = useIsStoreLost()
  if (storage !== 'ready') return t(storageTexts[storage])
  if (device === null) return t('notEnrolled')
  if (device === undefined || isStoreLost === undefined) return undefined
  return isStoreLost ? t('storage.wiped') : null
}
