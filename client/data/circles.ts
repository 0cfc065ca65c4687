import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const circlesApi = api.api.circles
const circleApi = circlesApi[':circleId']
const featureApi = api.api.offices[':officeId'].circles[':circleId']

const fetchCircles = () => call(circlesApi.$get())
const fetchCircle = (circleId: string) => call(circleApi.$get({ param: { circleId } }))

export type Circle = Awaited<ReturnType<typeof fetchCircles>>['own'][number]
export type CircleView = Awaited<ReturnType<typeof fetchCircle>>
type NewCircle = Parameters<typeof circlesApi.$post>[0]['json']
export type CircleDraft = Omit<NewCircle, 'id'>

export const circlesQuery = queryOptions({ queryKey: ['circles', 'all'], queryFn: fetchCircles })
export const circleQuery = (circleId: string) =>
  queryOptions({ queryKey: ['circles', circleId], queryFn: () => fetchCircle(circleId) })

function useCircleChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () =>
      void Promise.all([['circles'], ['directory']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}

/** The id is the browser's: what is sent twice is there once. */
export const useFoundCircle = () => useCircleChange((json: NewCircle) => call(circlesApi.$post({ json })))

/** Says it anew, from what one read of it. */
export function useChangeCircle(circleId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: CircleDraft & { version: number }) => call(circleApi.$patch({ param: { circleId }, json })),
    onSuccess: (view) => {
      queryClient.setQueryData(circleQuery(circleId).queryKey, view)
      void Promise.all([['circles'], ['directory']].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    },
    // Whoever began from older words sees what stands there now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['circles', circleId] }),
  })
}

export const useEndCircle = () =>
  useCircleChange((circleId: string) => call(circleApi.$patch({ param: { circleId }, json: { isOver: true } })))

export const useJoinCircle = () =>
  useCircleChange(({ circleId, words }: { circleId: string; words: string }) =>
    call(circleApi.membership.$put({ param: { circleId }, json: { words } })),
  )

export const useLeaveCircle = () =>
  useCircleChange((circleId: string) => call(circleApi.membership.$delete({ param: { circleId } })))

const fetchOfficeCircles = (officeId: string) =>
  call(api.api.offices[':officeId'].circles.$get({ param: { officeId } }))
export type OfficeCircle = Awaited<ReturnType<typeof fetchOfficeCircles>>['circles'][number]

/** Those that an office may recommend. */
export const officeCirclesQuery = (officeId: string) =>
  queryOptions({ queryKey: ['circles', 'office', officeId], queryFn: () => fetchOfficeCircles(officeId) })

type MemberDeed = 'member' | 'moderator' | 'remove'

export const useMemberDeed = (circleId: string) =>
  useCircleChange(({ userId, deed }: { userId: string; deed: MemberDeed }) => {
    const param = { circleId, userId }
    const member = circleApi.members[':userId']
    return deed === 'remove' ? call(member.$delete({ param })) : call(member.$put({ param, json: { part: deed } }))
  })

export const useFeatureCircle = (circleId: string) =>
  useCircleChange(({ officeId, isFeatured }: { officeId: string; isFeatured: boolean }) => {
    const param = { officeId, circleId }
    return isFeatured ? call(featureApi.$put({ param })) : call(featureApi.$delete({ param }))
  })
