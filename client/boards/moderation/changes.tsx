import { useQuery } from '@tanstack/react-query'
import { later } from '#client/ui/later.tsx'
import { createContext, type ReactNode, Suspense, use } from 'react'
import { useBoardObject, useBoardSession, useMeta } from '../board-session.ts'
import { type PendingCard, pendingQuery } from './queries.ts'

// Few changes are sent in.
const SendCardDialog = later(() => import('./send-card-dialog.tsx').then((module) => module.SendCardDialog))

type Changes = ReadonlyMap<string, PendingCard>
const none: Changes = new Map()
const ChangesContext = createContext(none)

const byReplaced = ({ cards }: { cards: readonly PendingCard[] }): Changes =>
  new Map(cards.flatMap((card) => (card.replaces !== null && card.state === 'waiting' ? [[card.replaces, card]] : [])))

/** Asked for once, and not by each of a thousand things. */
export function WaitingChanges({ children }: { children: ReactNode }) {
  const { documentId, can } = useBoardSession()
  const { needsApproval } = useMeta()
  const isAsked = needsApproval && can.write
  const { data } = useQuery({ ...pendingQuery(documentId), enabled: isAsked, select: byReplaced })
  return <ChangesContext value={(isAsked && data) || none}>{children}</ChangesContext>
}

/** What is to stand there instead, as far as this person may know: their own, or all of it for teachers. */
export const useWaitingChange = (objectId: string): PendingCard | undefined => use(ChangesContext).get(objectId)

/** Says what a thing is to say instead, and sends it to the teachers; once more where one waits already. */
export function ChangeDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { documentId } = useBoardSession()
  const object = useBoardObject(id)
  const { data, isPending } = useQuery(pendingQuery(documentId))
  const own = data?.cards.find((card) => card.replaces === id && card.can.edit)
  if (object === undefined || isPending) return null
  return (
    <Suspense fallback={null}>
      <SendCardDialog {...(own === undefined ? { replaced: object } : { card: own })} onClose={onClose} />
    </Suspense>
  )
}
