import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, call } from '#client/api.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { Notice } from '#collab/notices.ts'

const boardApi = api.api.documents[':documentId']

/** What stands beside a board, outside of its ydoc: each is asked for again when the room says so. */
const topics = ['hidden', 'pending', 'pauses', 'votes'] as const satisfies Notice['topic'][]
type Topic = (typeof topics)[number]

const keyOf = (documentId: string, topic: Topic) => ['board', documentId, topic] as const

const fetchHidden = (documentId: string) => call(boardApi.hidden.$get({ param: { documentId } }))
const fetchPending = (documentId: string) => call(boardApi.pending.$get({ param: { documentId } }))
const fetchPauses = (documentId: string) => call(boardApi.pauses.$get({ param: { documentId } }))
const fetchVote = (documentId: string) => call(boardApi.vote.$get({ param: { documentId } }))

export type HiddenThing = Awaited<ReturnType<typeof fetchHidden>>['hidden'][number]
export type PendingCard = Awaited<ReturnType<typeof fetchPending>>['cards'][number]
export type Vote = NonNullable<Awaited<ReturnType<typeof fetchVote>>['vote']>

export type BoardPause = Awaited<ReturnType<typeof fetchPauses>>['pauses'][number]

export const hiddenQuery = (documentId: string) =>
  queryOptions({ queryKey: keyOf(documentId, 'hidden'), queryFn: () => fetchHidden(documentId) })
export const pendingQuery = (documentId: string) =>
  queryOptions({ queryKey: keyOf(documentId, 'pending'), queryFn: () => fetchPending(documentId) })
export const pausesQuery = (documentId: string) =>
  queryOptions({ queryKey: keyOf(documentId, 'pauses'), queryFn: () => fetchPauses(documentId) })
export const voteQuery = (documentId: string) =>
  queryOptions({ queryKey: keyOf(documentId, 'votes'), queryFn: () => fetchVote(documentId) })

interface CardWords {
  text: string
  parent: string | null
  asset: string | null
  alt: string
  href: string
  replaces: string | null
}

/** Asks again for what the room says has changed; for all of it after a while without a connection. */
export function useBoardNotices(documentId: string, listen: LiveDocument['listen']) {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      listen((heard) => {
        if (heard.kind !== 'notice') return
        const topic = topics.find((one) => one === heard.notice.topic)
        if (topic !== undefined) void queryClient.invalidateQueries({ queryKey: keyOf(documentId, topic) })
      }),
    [documentId, listen, queryClient],
  )
}

function useBoardChange<Input, Output>(
  documentId: string,
  topic: Topic,
  mutationFn: (input: Input) => Promise<Output>,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(documentId, topic) }),
  })
}

export async function hideObjects(documentId: string, objectIds: readonly string[]) {
  for (const objectId of objectIds)
    await call(boardApi.objects[':objectId'].hide.$post({ param: { documentId, objectId } }))
}

export async function bringBackObjects(documentId: string, objectIds: readonly string[]) {
  for (const objectId of objectIds)
    await call(boardApi.objects[':objectId'].restore.$post({ param: { documentId, objectId } }))
}

export const useBringBack = (documentId: string) =>
  useBoardChange(documentId, 'hidden', (objectIds: readonly string[]) => bringBackObjects(documentId, objectIds))

/** Null: all of it. */
export const usePurgeBin = (documentId: string) =>
  useMutation({
    mutationFn: (objectId: string | null) =>
      objectId === null
        ? call(boardApi.bin.$delete({ param: { documentId } }))
        : call(boardApi.bin[':objectId'].$delete({ param: { documentId, objectId } })),
  })

/** A new card, or (with an id) one's own written anew. */
export const useSendCard = (documentId: string) =>
  useBoardChange(documentId, 'pending', ({ pendingId, card }: { pendingId: string | null; card: CardWords }) =>
    pendingId === null
      ? call(boardApi.pending.$post({ param: { documentId }, json: card }))
      : call(boardApi.pending[':pendingId'].$put({ param: { documentId, pendingId }, json: card })),
  )

export const useWithdrawCard = (documentId: string) =>
  useBoardChange(documentId, 'pending', (pendingId: string) =>
    call(boardApi.pending[':pendingId'].$delete({ param: { documentId, pendingId } })),
  )

export const useApproveCards = (documentId: string) =>
  useBoardChange(documentId, 'pending', async (cards: readonly PendingCard[]) => {
    for (const { id: pendingId, changedAt } of cards)
      await call(
        boardApi.pending[':pendingId'].approve.$post({ param: { documentId, pendingId }, json: { changedAt } }),
      )
  })

export const useReturnCard = (documentId: string) =>
  useBoardChange(documentId, 'pending', ({ pendingId, reason }: { pendingId: string; reason: string }) =>
    call(boardApi.pending[':pendingId'].return.$post({ param: { documentId, pendingId }, json: { reason } })),
  )

export const usePausePupil = (documentId: string) =>
  useBoardChange(documentId, 'pauses', ({ userId, reason }: { userId: string; reason: string | null }) =>
    call(boardApi.pauses[':userId'].$put({ param: { documentId, userId }, json: { reason } })),
  )

export const useEndPause = (documentId: string) =>
  useBoardChange(documentId, 'pauses', (userId: string) =>
    call(boardApi.pauses[':userId'].$delete({ param: { documentId, userId } })),
  )

export const useOpenVote = (documentId: string) =>
  useBoardChange(documentId, 'votes', (marks: number) =>
    call(boardApi.votes.$post({ param: { documentId }, json: { marks } })),
  )

export const useChoose = (documentId: string, voteId: string) =>
  useBoardChange(documentId, 'votes', (objectIds: string[]) =>
    call(boardApi.votes[':voteId'].marks.$put({ param: { documentId, voteId }, json: { objectIds } })),
  )

export const useEndVote = (documentId: string, voteId: string) =>
  useBoardChange(documentId, 'votes', (count: boolean) =>
    call(boardApi.votes[':voteId'].end.$post({ param: { documentId, voteId }, json: { count } })),
  )

export const useClearTally = (documentId: string) =>
  useBoardChange(documentId, 'votes', () => call(boardApi.tally.$delete({ param: { documentId } })))
