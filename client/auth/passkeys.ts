import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'

/* What the browser does of passkeys. Its library comes with the first that is asked for. */

const library = () => import('@simplewebauthn/browser')

/** Browsers have passkeys over TLS and on the machine itself, and for names, not for numbers. */
export const canUsePasskeys = () =>
  window.isSecureContext && typeof window.PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(location.hostname)

/** The window of the browser was closed, or another one took its place. */
const isGivenUp = (error: unknown) =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')

const nullWhereGivenUp = (error: unknown) => {
  if (isGivenUp(error)) return null
  throw error
}

/** As the route's type has it: what may be left out may be `undefined`, which no JSON holds. */
type Sent<Options> = {
  [Key in keyof Options]: (Options[Key] extends object | undefined ? Sent<Options[Key]> : Options[Key]) | undefined
}
type SentRequest = Sent<Omit<PublicKeyCredentialRequestOptionsJSON, 'extensions'>>
type SentCreation = Sent<Omit<PublicKeyCredentialCreationOptionsJSON, 'extensions'>>

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const asRequest = (sent: SentRequest) => sent as PublicKeyCredentialRequestOptionsJSON
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const asCreation = (sent: SentCreation) => sent as PublicKeyCredentialCreationOptionsJSON

export type PasskeyAnswer = AuthenticationResponseJSON

/** Null where it was given up. `isQuiet`: offered among what the browser fills in, without a window. */
export async function askForPasskey(options: SentRequest, { isQuiet = false } = {}): Promise<PasskeyAnswer | null> {
  const { startAuthentication } = await library()
  return startAuthentication({ optionsJSON: asRequest(options), useBrowserAutofill: isQuiet }).catch(nullWhereGivenUp)
}

/** Whether passkeys can be among what the browser fills in. */
export const canBeFilledIn = async () => (await library()).browserSupportsWebAuthnAutofill()

/** Ends what was asked quietly. */
export const stopAsking = async () => (await library()).WebAuthnAbortService.cancelCeremony()

/** Null where it was given up. */
export async function makePasskey(options: SentCreation): Promise<RegistrationResponseJSON | null> {
  const { startRegistration } = await library()
  return startRegistration({ optionsJSON: asCreation(options) }).catch(nullWhereGivenUp)
}
