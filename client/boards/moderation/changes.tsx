import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useBoardObject, useBoardSession, useMeta } from '../board-session.ts'
import { type PendingCard, pendingQuery } from './queries.ts'

// Few changes are sent in.
const SendCardDialog = lazy(() =>
  import('./send-card-dialog.tsx').then((module) => ({ default: module.SendCardDialog })),
)

/** What is to stand there instead, as far as this person may know: their own, or all of it for teachers. */
export function useWaitingChange(objectId: string): PendingCard | undefined {
  const { documentId, can } = useBoardSession()
  const { needsApproval } = useMeta()
  const isAsked = needsApproval && can.write
  const { data } = useQuery({ ...pendingQuery(documentId), enabled: isAsked })
  return isAsked ? data?.cards.find((card) => card.replaces === objectId && card.state === 'waiting') : undefined
}

/** Says what a thing is to say instead, and sends it to the teachers; once more where one waits already. */
export function ChangeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { documentId } = useBoardSession()
  const object = useBoardObject(id)
  const { data } = useQuery(pendingQuery(documentId))
  const own = data?.cards.find((card) => card.replaces === id && card.can.edit)
  if (object === undefined || data === undefined) return null
  return (
    <Suspense fallback={null}>
      <SendCardDialog {...(own === undefined ? { replaced: object } : { card: own })} onClose={onClose} />
    </Suspense>
  )
}
