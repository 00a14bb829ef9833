import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInWays } from '../../../contract/people.ts'
import { ButtonLink } from '../../ui/button/button.tsx'
import { readSignInWays } from '../account/account-client.ts'

/** The way to the province's own sign-in; nothing where none is configured, or while the gateway is away. */
export function OpenIdLink() {
  const { t } = useTranslation('desk')
  const [ways, setWays] = useState<SignInWays | null>(null)
  useEffect(() => {
    let isGone = false
    void readSignInWays().then((answer) => {
      if (answer.ok && !isGone) setWays(answer.value)
    })
    return () => {
      isGone = true
    }
  }, [])
  if (ways === null || ways.openId === null) return null
  return (
    <div>
      <ButtonLink to="/api/desk/oidc/start" reloadDocument>
        {t('signIn.openId', { name: ways.openId.name })}
      </ButtonLink>
    </div>
  )
}
