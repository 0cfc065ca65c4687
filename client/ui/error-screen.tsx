import { ApiError } from '#client/api.ts'
import { isOffline } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from './layout.tsx'
import { ScreenTitle } from './screen-title.tsx'
import { ErrorState } from './states.tsx'

const headingOf = (error: unknown) => {
  if (isOffline(error)) return 'ui.screenOffline'
  return error instanceof ApiError && error.status === 404 ? 'ui.screenMissing' : 'ui.screenFailed'
}

/** An error instead of a whole screen: it has a heading as every screen has, and the tab says it. */
export function ErrorScreen({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useMessages()
  return (
    <Stack>
      <ScreenTitle title={t(headingOf(error))} />
      <ErrorState error={error} onRetry={onRetry} />
    </Stack>
  )
}
