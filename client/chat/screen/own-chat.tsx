import { Navigate } from '@tanstack/react-router'
import { useMessages } from '#client/locales/messages.tsx'
import { usePupilProject } from '#client/session/pupil-project.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { EmptyState, Skeleton } from '#client/ui/states.tsx'

/** `/chat`: the chat of the one project that is open. */
export function OwnChat() {
  const { t } = useMessages()
  const { here, query } = usePupilProject()
  if (here) return <Navigate to="/p/$projectId/chat" params={{ projectId: here.id }} search={{}} replace />
  if (query.isError) return <ErrorScreen error={query.error} onRetry={() => void query.refetch()} />
  return query.isPending ? (
    <Skeleton of="rows" />
  ) : (
    <EmptyState title={t('chat.title')} sentence={t('today.noProject')} />
  )
}
