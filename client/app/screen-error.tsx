import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { EmptyState, ErrorState } from '#client/ui/states.tsx'

/** A screen that failed to load or to draw. The rail stays, so there is always a way out. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        reset()
        void router.invalidate()
      }}
    />
  )
}

export function NotFound() {
  const { t } = useMessages()
  return (
    <EmptyState
      sentence={t('app.notFound')}
      action={
        <LinkButton href="/" variant="primary">
          {t('app.toStart')}
        </LinkButton>
      }
    />
  )
}
