import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, call } from '#client/api.ts'

const offersApi = api.api.offers

export const offersQuery = queryOptions({ queryKey: ['offers'], queryFn: () => call(offersApi.$get()) })

const fetchMatches = (offerId: string) => call(offersApi[':offerId'].matches.$get({ param: { offerId } }))

export const matchesQuery = (offerId: string) =>
  queryOptions({
    queryKey: ['offers', offerId, 'matches'],
    queryFn: () => fetchMatches(offerId),
  })

/** On a home the same classes are good for a while: to compare all that are offered takes the server some work. */
const freshForMs = 10 * 60_000
export const matchesAtHomeQuery = (offerId: string) => ({ ...matchesQuery(offerId), staleTime: freshForMs })

type Matches = Awaited<ReturnType<typeof fetchMatches>>

export type OwnOffer = Matches['offer']
export type FoundMatch = Matches['matches'][number]
type NewOffer = Parameters<typeof offersApi.$post>[0]['json']
export type OfferDraft = Omit<NewOffer, 'id'>

function useOfferChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all([['offers'], ['directory']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}

/**
 * Posts a new one, or says an offer anew, which opens it. The id is the browser's: what is sent twice is there once. Where an
 * answer was lost the offer may be there as it was then, and what was changed since is said as well.
 */
export function useSaveOffer(isNew: boolean) {
  const isTried = useRef(false)
  return useOfferChange(async ({ id, ...draft }: NewOffer) => {
    const wasTried = isTried.current
    isTried.current = true
    const posted = isNew ? await call(offersApi.$post({ json: { id, ...draft } })) : null
    if (posted !== null && !wasTried) return posted
    return call(offersApi[':offerId'].$patch({ param: { offerId: id }, json: { ...draft, state: 'open' } }))
  })
}

export const useWithdrawOffer = () =>
  useOfferChange((offerId: string) =>
    call(offersApi[':offerId'].$patch({ param: { offerId }, json: { state: 'withdrawn' } })),
  )

/** Gives the project of an offer and its match: founded, or there already. */
export function useFoundWithMatch(offerId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ matchId, ...json }: { matchId: string; rhythm: string; calendars: string }) =>
      call(offersApi[':offerId'].matches[':matchId'].project.$post({ param: { offerId, matchId }, json })),
    onSuccess: () =>
      void Promise.all([['projects'], ['offers']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}
