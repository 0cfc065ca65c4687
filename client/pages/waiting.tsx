import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import type { DocumentPerson } from '#client/data/document-person.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { pendingQuery } from '#client/data/pending.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { toast } from '#client/ui/toast.tsx'

// Of those to whom something was sent back.
const Returned = later(() => import('./returned.tsx').then((module) => module.Returned), Nothing)

interface WaitingProps {
  page: DocumentView
  live: LiveDocument
  isPupil: boolean
  people: ReadonlyMap<string, DocumentPerson>
  /** Writes words where the caret stands; absent where one may not write. */
  onPut: ((text: string) => void) | null
}

/** Says once what a teacher has decided about one's own words: they are out, or they were taken away. */
function useDecided({ page, live }: WaitingProps) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const { ydoc, waits, returns } = live
  const before = useRef({ ydoc, waits, returns })
  useEffect(() => {
    const last = before.current
    before.current = { ydoc, waits, returns }
    if (last.waits && !waits && last.ydoc === ydoc) toast(t('document.letOut'))
    if (last.returns === returns) return
    const known = queryClient.getQueryData(pendingQuery(page.id).queryKey)?.returned ?? []
    const isKnown = ({ id }: { id: string }) => known.some((one) => one.id === id)
    const look = async () => {
      const { returned } = await queryClient.fetchQuery({ ...pendingQuery(page.id), staleTime: 0 })
      if (returned.every(isKnown)) toast(t('document.takenAway'))
    }
    // Without a line it is asked for again when there is one.
    look().catch(() => {})
  }, [ydoc, waits, returns, page.id, queryClient, t])
}

/** What waits beside a page, what a teacher sent back of it, and for teachers the way to where they read it. */
export function Waiting(props: WaitingProps) {
  const { page, live, isPupil, people, onPut } = props
  const { t } = useMessages()
  const isTeacher = page.can.manage
  const { data } = useQuery({ ...pendingQuery(page.id), enabled: isPupil || isTeacher })
  useDecided(props)
  const authors = new Set(data?.items.map(({ authorId }) => authorId))
  // The rule is over, and what was written under it is not: until then all of it waits.
  const waitsOn = live.identity?.branch !== undefined && !page.isReadFirst
  const returned = data?.returned ?? []
  const tells = isTeacher && authors.size > 0
  // An empty box would take a place on the screen, and what stands below it would move when it goes.
  if (!tells && !waitsOn && returned.length === 0) return null
  return (
    <div data-print="no">
      {tells && (
        <Notice
          icon={Eye}
          role="status"
          title={t('document.wordsWait', { count: authors.size })}
          action={<LinkButton href={`/p/${page.projectId}/desk`}>{t('document.toDesk')}</LinkButton>}
        />
      )}
      {waitsOn && <Notice icon={Eye} role="status" title={t('document.waitsOn')} />}
      <Suspense fallback={null}>
        {returned.length > 0 && <Returned page={page} returned={returned} people={people} onPut={onPut} />}
      </Suspense>
    </div>
  )
}
