/** The province's OpenID Connect provider: authorization code flow with PKCE, state and nonce (RFC 9700 §2.1). */
import * as client from 'openid-client'

export interface OpenIdSettings {
  /** HTTPS; plain HTTP on this machine only. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button at the desk calls it. */
  readonly name: string
  /** Claim that holds the name under which an administrator has noted the person. */
  readonly usernameClaim: string
}

/** What must be remembered from the way there until the way back. */
export interface OpenIdTrip {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface OpenIdPerson {
  /** Issuer and subject: for ever the same person. */
  readonly subject: string
  /** Null when the provider does not say it, or says an e-mail address that it has not verified. */
  readonly name: string | null
}

type Failure = {
  readonly ok: false
  readonly problem: 'oidc-failed' | 'oidc-unavailable'
  readonly reason: string
}

export interface OpenId {
  readonly name: string
  begin(
    redirectUri: string,
  ): Promise<{ readonly ok: true; readonly url: URL; readonly trip: OpenIdTrip } | Failure>
  /** @param address with its query, as the provider sent the browser back */
  finish(
    address: URL,
    trip: OpenIdTrip,
  ): Promise<{ readonly ok: true; readonly person: OpenIdPerson } | Failure>
}

const timeoutSeconds = 10

export function createOpenId(settings: OpenIdSettings): OpenId {
  const issuer = new URL(settings.issuer)
  let discovered: Promise<client.Configuration> | null = null

  /** Once; again after a failure, so that a provider may start later than we. */
  function discover(): Promise<client.Configuration> {
    discovered ??= client
      .discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
        timeout: timeoutSeconds,
        execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        discovered = null
        throw error
      })
    return discovered
  }

  return {
    name: settings.name,
    async begin(redirectUri) {
      let configuration: client.Configuration
      try {
        configuration = await discover()
      } catch (error) {
        // The provider is away, or not what the settings say.
        return { ok: false, problem: 'oidc-unavailable', reason: reasonOf(error) }
      }
      const trip: OpenIdTrip = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(trip.codeVerifier),
        code_challenge_method: 'S256',
      })
      return { ok: true, url, trip }
    },
    async finish(address, trip) {
      try {
        const configuration = await discover()
        const tokens = await client.authorizationCodeGrant(configuration, address, {
          pkceCodeVerifier: trip.codeVerifier,
          expectedState: trip.state,
          expectedNonce: trip.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) return { ok: false, problem: 'oidc-failed', reason: 'no ID token' }
        // Some providers keep the profile out of the ID token (OpenID Connect Core §5.4).
        const inToken = nameIn(claims, settings.usernameClaim)
        const name =
          inToken ??
          nameIn(
            await client.fetchUserInfo(configuration, tokens.access_token, claims.sub),
            settings.usernameClaim,
          )
        return { ok: true, person: { subject: `${claims.iss} ${claims.sub}`, name } }
      } catch (error) {
        // Refused by the person, forged or stale, or a provider that is away.
        return { ok: false, problem: 'oidc-failed', reason: reasonOf(error) }
      }
    },
  }
}

function nameIn(claims: Readonly<Record<string, unknown>>, claim: string): string | null {
  const name = claims[claim]
  if (typeof name !== 'string' || name === '') return null
  // Otherwise anybody could write another's address into the profile.
  return claim === 'email' && claims.email_verified !== true ? null : name
}

/** For the log: what kind of failure, nothing of the person. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}
