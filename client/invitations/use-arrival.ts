import { useRouter } from '@tanstack/react-router'
import { useEnter } from '#client/session/session.ts'

/** After accepting: into the project, or home. */
export function useArrival() {
  const enter = useEnter()
  const router = useRouter()
  return async ({ user, projectId }: { user: Parameters<typeof enter>[0]; projectId: string | null }) => {
    await enter(user)
    router.history.push(projectId ? `/p/${projectId}/pages` : '/')
  }
}
