import * as z from 'zod'
import type { AuthenticatorRow } from '#db/queries/authenticators.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

/*
 * Passkeys (WebAuthn). Each is discoverable and asks whose it is, so that it may be the whole sign-in. The address of this
 * house is a setting: what a request says of it counts for nothing. The library comes with the first who asks.
 */

const library = () => import('@simplewebauthn/server')

/** What browsers say is read by this first: the library throws whatever it stumbles over. */
const binary = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/)
const common = {
  id: binary(1_400),
  rawId: binary(1_400),
  type: z.literal('public-key'),
}
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

export const registrationResponse = z.object({
  ...common,
  response: z.object({
    clientDataJSON: binary(4_000),
    attestationObject: binary(20_000),
    /** A browser of tomorrow may know more ways: those are left out. */
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})
export type RegistrationResponse = z.infer<typeof registrationResponse>

export const signInResponse = z.object({
  ...common,
  response: z.object({
    clientDataJSON: binary(4_000),
    authenticatorData: binary(4_000),
    signature: binary(2_000),
  }),
})
export type SignInResponse = z.infer<typeof signInResponse>

const rpIdOf = ({ settings }: Ctx) => settings.publicUrl.hostname
const waitMs = 5 * 60_000

const described = ({ credentialId, transports }: AuthenticatorRow) => {
  const known = (transports ?? []).flatMap((one) => transport.safeParse(one).data ?? [])
  return { id: credentialId ?? '', transports: known }
}
const passkeysIn = (rows: readonly AuthenticatorRow[]) => rows.filter(({ kind }) => kind === 'passkey')

interface Owner {
  id: string
  email: string
  displayName: string
}

/** What a browser needs to make one. */
export async function registrationOptions(ctx: Ctx, owner: Owner, existing: readonly AuthenticatorRow[]) {
  const { generateRegistrationOptions } = await library()
  const { extensions: _, ...options } = await generateRegistrationOptions({
    rpName: 'Préau',
    rpID: rpIdOf(ctx),
    userID: Uint8Array.from(Buffer.from(owner.id.replaceAll('-', ''), 'hex')),
    userName: owner.email,
    userDisplayName: owner.displayName,
    timeout: waitMs,
    attestationType: 'none',
    excludeCredentials: passkeysIn(existing).map(described),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return options
}

/** What a browser needs to sign in with one: with any, or with one of these. */
export async function signInOptions(ctx: Ctx, existing: readonly AuthenticatorRow[] | 'any') {
  const { generateAuthenticationOptions } = await library()
  const { extensions: _, ...options } = await generateAuthenticationOptions({
    rpID: rpIdOf(ctx),
    timeout: waitMs,
    userVerification: existing === 'any' ? 'required' : 'preferred',
    ...(existing !== 'any' && { allowCredentials: passkeysIn(existing).map(described) }),
  })
  return options
}

/** What is kept of a new one. Throws `passkey_refused` for what was not made for this challenge, here and just now. */
export async function readRegistration(ctx: Ctx, response: RegistrationResponse, challenge: string) {
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: { ...response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: ctx.settings.origins,
    expectedRPID: rpIdOf(ctx),
    requireUserVerification: true,
  }).catch((error: unknown) => refusedBy(ctx, error))
  if (!verified?.verified) throw new AppError('invalid', 'passkey_refused')
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return { credentialId: id, publicKey, counter, transports: response.response.transports }
}

interface Asked {
  passkey: AuthenticatorRow
  challenge: string
  /** By PIN, finger or face: where it is the whole sign-in. */
  isVerified: boolean
}

/** How often it says it was used, or null for a signature that is none of this key, challenge and address. */
export async function readSignIn(ctx: Ctx, response: SignInResponse, { passkey, challenge, isVerified }: Asked) {
  const { credentialId, publicKey, counter } = passkey
  if (credentialId === null || publicKey === null || counter === null) return null
  const { verifyAuthenticationResponse } = await library()
  const verified = await verifyAuthenticationResponse({
    response: { ...response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: ctx.settings.origins,
    expectedRPID: rpIdOf(ctx),
    requireUserVerification: isVerified,
    credential: { id: credentialId, publicKey: Uint8Array.from(publicKey), counter },
  }).catch((error: unknown) => refusedBy(ctx, error))
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}

function refusedBy(ctx: Ctx, error: unknown): null {
  ctx.log.info({ err: error, requestId: ctx.requestId }, 'a passkey was refused')
  return null
}
