import { useRouter } from '@tanstack/react-router'
import { forgetLink } from '#client/auth/arrival.ts'
import { useEnter } from '#client/session/session.ts'

/** After accepting: into the project, or home. */
export function useArrival() {
  const enter = useEnter()
  const router = useRouter()
  return async ({ user, projectId }: { user: Parameters<typeof enter>[0]; projectId: string | null }) => {
    await enter(user)
    forgetLink('invite')
    router.history.push(projectId ? `/p/${projectId}/pages` : '/')
  }
}
