import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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

const trainingApi = api.api.school.training

const fetchTraining = () => call(trainingApi.$get())

export type Training = Awaited<ReturnType<typeof fetchTraining>>

/** Of an institution: where it stands with its office, and what it needs to arrange a placement. */
export const trainingQuery = queryOptions({ queryKey: ['placements', 'training'], queryFn: fetchTraining })

/** Asked for at the button, not at each letter. */
export const useHosts = (sought: { country: string; q: string } | null) =>
  useQuery({
    queryKey: ['hosts', sought],
    queryFn: () => call(trainingApi.hosts.$get({ query: sought ?? { country: '', q: '' } })),
    enabled: sought !== null,
    retry: false,
  })
export type HostSchool = NonNullable<ReturnType<typeof useHosts>['data']>['schools'][number]

type NewPlacement = Parameters<typeof placementsApi.$post>[0]['json']

export const useArrange = () => usePlacementChange((json: NewPlacement) => call(placementsApi.$post({ json })))

export const useApply = () =>
  usePlacementChange((letter: string) => call(api.api.school.admission.$post({ json: { letter } })))
