import { useMutation } from '@tanstack/react-query'
import { api, call, isLater, OfflineError, spread } from '#client/api.ts'
import type { SessionView } from '#client/session/session.ts'
import { useSum, withSum } from './sum.ts'

type Credentials = Parameters<typeof api.api.session.$post>[0]['json']

/** Of a moment's crowd nobody has to hear; tries that are used up are another matter. */
async function ask(json: Credentials, patience = 3) {
  try {
    return await call(api.api.session.$post({ json }))
  } catch (error) {
    if (!isLater(error) || error.reason !== 'too_many' || patience === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, spread(error.retryAfterMs)))
    return ask(json, patience - 1)
  }
}

export type SecondStepKind = NonNullable<Awaited<ReturnType<typeof ask>>['secondStep']>[number]

interface Entering {
  before?: () => Promise<void>
  onEntered: (user: SessionView) => Promise<void>
  /** The password was right, and more is asked for. */
  onSecondStep?: (kinds: readonly SecondStepKind[]) => void
}

/** By password or card. `sum` is there while this device is at one. */
export function useSignIn({ before, onEntered, onSecondStep }: Entering) {
  const { sum, onSum } = useSum()
  const signIn = useMutation({
    mutationFn: async (json: Credentials) => {
      await before?.()
      return withSum((solution) => ask({ ...json, ...(solution && { solution }) }), onSum)
    },
    onSuccess: ({ user, secondStep }) => (user ? onEntered(user) : onSecondStep?.(secondStep ?? [])),
    // What was refused has been asked again where that is of use.
    retry: (failures, error) => error instanceof OfflineError && failures < 1,
  })
  return { ...signIn, sum }
}
