import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { isOffline } from '#client/locales/error-text.ts'
import { isServerThere } from './reached.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { EmptyState } from '#client/ui/states.tsx'

/** A screen that failed to load or to draw. The rail stays, so there is always a way out. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = async () => {
    // A browser may ask for a piece that did not come only once in the life of a page.
    if (isOffline(error) && (await isServerThere())) return location.reload()
    await router.invalidate()
    return reset()
  }
  return <ErrorScreen error={error} onRetry={() => void retry()} />
}

export function NotFound() {
  const { t } = useMessages()
  return (
    <EmptyState
      title={t('ui.screenMissing')}
      sentence={t('app.notFound')}
      action={
        <LinkButton href="/" variant="primary">
          {t('app.toStart')}
        </LinkButton>
      }
    />
  )
}
