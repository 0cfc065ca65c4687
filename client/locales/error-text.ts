import { useCallback, useMemo } from 'react'
import { ApiError, OfflineError } from '#client/api.ts'
import { UnsentError } from '#client/live/unsent-error.ts'
import { useMessages } from './messages.tsx'
import type { PlainId } from './messages.tsx'

/** errors.json holds messages without values only, so that each can be shown by its name alone. */
type ErrorId = Extract<PlainId, `errors.${string}`>
type HasMessage = (id: string) => id is PlainId

const errorIn =
  (hasMessage: HasMessage) =>
  (id: string): id is ErrorId =>
    id.startsWith('errors.') && hasMessage(id)

interface ErrorWords {
  text: string
  /** For the school's IT: status and request id. Null when there is nothing to look up. */
  code: string | null
}

/** What browsers say of code that did not come: Chrome, Firefox, Safari, and the loader of styles. */
const notLoaded =
  /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS)/

const isNotLoaded = (error: unknown) => error instanceof Error && notLoaded.test(error.message)

/** Nothing came, be it an answer or a piece of the screen. */
export const isOffline = (error: unknown) => error instanceof OfflineError || isNotLoaded(error)

/** Which message speaks of an error: its reason, else its code, else "something went wrong". */
export function errorMessageId(error: unknown, hasMessage: HasMessage): ErrorId {
  if (isOffline(error)) return 'errors.offline'
  if (error instanceof UnsentError) return 'errors.unsent'
  if (!(error instanceof ApiError)) return 'errors.unexpected'
  const candidates = [`errors.${error.reason}`, `errors.${error.code}`]
  return candidates.find(errorIn(hasMessage)) ?? 'errors.unexpected'
}

/** `const errorText = useErrorText(); const { text, code } = errorText(error)` */
export function useErrorText() {
  const { t, hasMessage } = useMessages()
  return useCallback(
    (error: unknown): ErrorWords => ({
      text: t(errorMessageId(error, hasMessage)),
      code: codeOf(error, hasMessage),
    }),
    [t, hasMessage],
  )
}

/** A mistake that has its own words needs no code: there is nothing for anybody to look up. */
function codeOf(error: unknown, hasMessage: HasMessage): string | null {
  if (!(error instanceof ApiError)) return null
  if (error.status < 500 && hasMessage(`errors.${error.reason}`)) return null
  return [error.status, error.requestId?.slice(0, 8)].filter(Boolean).join('-')
}

/** What a refused form's fields are told, by their paths. */
export function useFieldErrors(error: unknown): Readonly<Record<string, string>> {
  const { t, hasMessage } = useMessages()
  return useMemo(() => {
    const fields = error instanceof ApiError ? error.fields : []
    const textOf = (id: string) => t(errorIn(hasMessage)(id) ? id : 'errors.invalid_field')
    // Of several reasons the first is said.
    return Object.fromEntries(fields.toReversed().map(({ path, reason }) => [path, textOf(`errors.${reason}`)]))
  }, [error, t, hasMessage])
}
