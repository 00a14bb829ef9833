import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import * as v from 'valibot'
import { type StopMessages, stopMessages } from '../../../contract/messages.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'

const timeoutMs = 15_000

/** From the link of a message, on whatever phone: a tap ends them, since programs that only look open links as well. */
export function StopScreen() {
  const { t } = useTranslation('messages')
  const { code = '' } = useParams()
  const asked = v.safeParse(stopMessages, { code })
  const [state, setState] = useState<'asked' | 'busy' | 'done' | 'failed'>('asked')

  if (!asked.success)
    return (
      <Screen title={t('stop.title')}>
        <Notice kind="error" title={t('stop.wrong')} />
      </Screen>
    )
  if (state === 'done')
    return (
      <Screen title={t('stop.title')}>
        <Notice kind="success" title={t('stop.done')} isLive>
          <p>{t('stop.tracking')}</p>
        </Notice>
      </Screen>
    )
  const stop = async (request: StopMessages) => {
    setState('busy')
    setState((await isStopped(request)) ? 'done' : 'failed')
  }
  return (
    <Screen
      title={t('stop.title')}
      actions={
        <Button kind="primary" isBusy={state === 'busy'} onClick={() => void stop(asked.output)}>
          {t('stop.do')}
        </Button>
      }
    >
      <p>{t('stop.question')}</p>
      <p>{t('stop.tracking')}</p>
      {state === 'failed' ? <Notice kind="error" title={t('stop.failed')} isLive /> : null}
    </Screen>
  )
}

async function isStopped(request: StopMessages): Promise<boolean> {
  try {
    const response = await fetch(apiUrl('api/v1/messages/stop'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    // A Wi-Fi sign-in page says 200.
    return response.status === 204
  } catch (error) {
    // `fetch` fails with these two when there is no way to the gateway or no answer in time.
    if (error instanceof TypeError || error instanceof DOMException) return false
    throw error
  }
}
