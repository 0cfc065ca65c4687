import { chooseLocale, loadMessages } from '#client/locales/locales.ts'
import { documentQuery } from '#client/data/documents.ts'
import { sessionQuery } from '#client/data/session.ts'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'

const documentPath = /^\/(?:board|page)\/([\w-]+)$/

/**
 * What the first screen waits for, asked for at once: its words, its code, who is here, and the document of its address.
 * Whoever needs one of them asks again, gets it from here, and says so where it does not come.
 */
export function askAhead(): void {
  const ahead = [
    loadMessages[chooseLocale(null, document.cookie, navigator.languages)](),
    router.load(),
    queryClient.fetchQuery(sessionQuery).then(({ user }) => {
      const documentId = documentPath.exec(location.pathname)?.[1]
      return user && documentId !== undefined ? queryClient.prefetchQuery(documentQuery(documentId)) : undefined
    }),
  ]
  void Promise.allSettled(ahead)
}
