import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const own = api.api.me.authenticators

const ask = () => call(own.$get())

export type AuthenticatorView = Awaited<ReturnType<typeof ask>>['authenticators'][number]
export type Proof = Parameters<typeof own.totp.$post>[0]['json']['proof']

/** What one signs in with besides the password. */
export const authenticatorsQuery = queryOptions({ queryKey: ['me', 'authenticators'], queryFn: ask })

function useOwnChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    // What an office said no to for want of one is asked again.
    onSuccess: () => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
  })
}

export const useBeginTotp = () =>
  useMutation({ mutationFn: (proof: Proof) => call(own.totp.$post({ json: { proof } })) })

type TotpMade = Parameters<typeof own.totp.confirm.$post>[0]['json']
export const useConfirmTotp = () => useOwnChange((json: TotpMade) => call(own.totp.confirm.$post({ json })))

export const beginPasskey = (proof: Proof) => call(own.passkeys.$post({ json: { proof } }))

type PasskeyMade = Parameters<typeof own.passkeys.confirm.$post>[0]['json']
export const confirmPasskey = (json: PasskeyMade) => call(own.passkeys.confirm.$post({ json }))

/** The whole of making one, which asks the browser in between; null where that was given up. */
export const useMakePasskey = (make: (proof: Proof) => Promise<Awaited<ReturnType<typeof confirmPasskey>> | null>) =>
  useOwnChange(make)

export const useRenewCodes = () =>
  useOwnChange((proof: Proof) => call(own['recovery-codes'].$post({ json: { proof } })))

export const useRemoveAuthenticator = () =>
  useOwnChange(({ id, proof }: { id: string; proof: Proof }) =>
    call(own[':authenticatorId'].$delete({ param: { authenticatorId: id }, json: { proof } })),
  )
