/** Opens the app. */
import { StrictMode, Suspense, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { basePath } from './app/base-path.ts'
import { awaitDrawing, firstPicture } from './app/first-picture.ts'
import { applyTextSize, applyTheme, readLanguage, readTextSize, readTheme } from './app/frame/preferences.ts'
import { startTranslations } from './app/i18n.ts'
import { router } from './app/routes.tsx'
import { leaveUnheard } from './app/unheard-events.ts'
import './app/ui/base.css'
import { openStorage } from './device/storage-state.ts'

/** Not awaited by this module: what is loaded later imports from the file that it is part of, and would wait for it. */
async function open(root: HTMLElement): Promise<void> {
  applyTextSize(readTextSize())
  applyTheme(readTheme())
  await startTranslations(readLanguage())
  createRoot(leaveUnheard(root)).render(
    <StrictMode>
      <Suspense>
        <RouterProvider router={router} />
        <FirstScreen />
      </Suspense>
    </StrictMode>,
  )
  // Asked after the drawing: what comes back from the store would be handled before it.
  const storageOpened = openStorage()
  // Behind the first screen: a person is served before the queue.
  await firstPicture
  if ((await storageOpened) === 'ready') (await import('./device/delivery/delivery.ts')).startDelivery()
  ;(await import('./app/keyboard/watch.ts')).watchFields()
  ;(await import('./app/kiosk/heartbeat.ts')).startHeartbeat()
  await (await import('./device/update.ts')).startUpdates()
  if (location.pathname === basePath) await (await import('./app/load-ahead.ts')).loadAhead()
  ;(await import('./app/listen/rendered-voice.ts')).keepRenderedVoice()
}

/** Shows nothing: it is in the document when what stands beside it is. */
function FirstScreen() {
  useEffect(awaitDrawing, [])
  return null
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has a #root')
void open(root)
