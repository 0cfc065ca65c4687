import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const placementsApi = api.api.placements
const placementApi = placementsApi[':placementId']

const fetchPlacements = () => call(placementsApi.$get())

export type PlacementView = Awaited<ReturnType<typeof fetchPlacements>>['placements'][number]

/** Placements of trainees that are something to who asks. */
export const placementsQuery = queryOptions({ queryKey: ['placements'], queryFn: fetchPlacements })

function usePlacementChange<Input, Output>(
  mutationFn: (input: Input) => Promise<Output>,
  more: readonly string[] = [],
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all(
        [['placements'], ...(more.length > 0 ? [more] : [])].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export const useAgreePlacement = () =>
  usePlacementChange((placementId: string) => call(placementApi.agree.$post({ param: { placementId } })))

export const useEndPlacement = (placementId: string) =>
  usePlacementChange((to: string) => call(placementApi.$patch({ param: { placementId }, json: { to } })))

export const journalQuery = (placementId: string) =>
  queryOptions({
    queryKey: ['placements', placementId, 'journal'],
    queryFn: () => call(placementApi.journal.$get({ param: { placementId } })),
  })

export const useWriteJournal = (placementId: string) =>
  usePlacementChange((text: string) => call(placementApi.journal.$post({ param: { placementId }, json: { text } })))

export const useBringTrainee = (projectId: string) =>
  usePlacementChange(
    (json: { placementId: string; role: 'teacher' | 'visitor' }) =>
      call(api.api.projects[':projectId'].trainees.$post({ param: { projectId }, json })),
    ['people', projectId],
  )
