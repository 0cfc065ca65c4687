import { useCallback, useMemo } from 'react'
import { ApiError, OfflineError } from '#client/api.ts'
import { UnsentError } from '#client/live/unsent-error.ts'
import { useMessages } from './messages.tsx'
import type { PlainId } from './messages.tsx'

/** What only adults' screens are refused. Its ids are never written out here, or all would come with the first words (`reach.mjs`). */
const ofStaff = 'staff-errors'

/** Both catalogues hold messages without values only, so that each can be shown by its name alone. */
type ErrorId = Extract<PlainId, `errors.${string}` | `${typeof ofStaff}.${string}`>
type HasMessage = (id: string) => id is PlainId

const errorIn =
  (hasMessage: HasMessage) =>
  (id: string): id is ErrorId =>
    (id.startsWith('errors.') || id.startsWith(`${ofStaff}.`)) && hasMessage(id)

/** The message of a reason, if there is one. */
const ofReason = (reason: string | null, hasMessage: HasMessage): ErrorId | undefined =>
  [`errors.${reason}`, `${ofStaff}.${reason}`].find(errorIn(hasMessage))

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
  return ofReason(error.reason, hasMessage) ?? ofReason(error.code, hasMessage) ?? 'errors.unexpected'
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
  if (error.status < 500 && ofReason(error.reason, hasMessage)) return null
  return [error.status, error.requestId?.slice(0, 8)].filter(Boolean).join('-')
}

/** What a refused form's fields are told, by their paths. */
export function useFieldErrors(error: unknown): Readonly<Record<string, string>> {
  const { t, hasMessage } = useMessages()
  return useMemo(() => {
    const fields = error instanceof ApiError ? error.fields : []
    const textOf = (reason: string) => t(ofReason(reason, hasMessage) ?? 'errors.invalid_field')
    // Of several reasons the first is said.
    return Object.fromEntries(fields.toReversed().map(({ path, reason }) => [path, textOf(reason)]))
  }, [error, t, hasMessage])
}
