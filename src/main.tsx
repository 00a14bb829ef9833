/** Opens the app. */
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { applyTextSize, readLanguage, readTextSize } from './app/frame/preferences.ts'
import { startTranslations } from './app/i18n.ts'
import { router } from './app/routes.tsx'
import './app/ui/base.css'
import { openStorage } from './device/storage-state.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has a #root')

applyTextSize(readTextSize())
const storageOpened = openStorage()
await startTranslations(readLanguage())
createRoot(root).render(
  <StrictMode>
    <Suspense>
      <RouterProvider router={router} />
    </Suspense>
  </StrictMode>,
)
// Behind the first screen: a person is served before the queue.
if ((await storageOpened) === 'ready') (await import('./device/delivery/delivery.ts')).startDelivery()
await (await import('./device/update.ts')).registerServiceWorker()
