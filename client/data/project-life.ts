import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const projectApi = api.api.projects[':projectId']

const fetchLife = (projectId: string) => call(projectApi.life.$get({ param: { projectId } }))
const fetchFoundings = () => call(api.api.me.foundings.$get())

export type LifeView = Awaited<ReturnType<typeof fetchLife>>['life']
export type Founding = Awaited<ReturnType<typeof fetchFoundings>>['projects'][number]

export const lifeQuery = (projectId: string) =>
  queryOptions({ queryKey: ['project-life', projectId], queryFn: () => fetchLife(projectId) })

/** Projects that I am asked to found together with somebody. */
export const foundingsQuery = queryOptions({ queryKey: ['foundings'], queryFn: fetchFoundings })

const changed = [['project-life'], ['project'], ['projects'], ['people'], ['foundings']]

function useLifeChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
}

export const useSubmitProject = (projectId: string) =>
  useLifeChange((text: string) => call(projectApi.submit.$post({ param: { projectId }, json: { text } })))

/** Gives the link, for whoever it is sent to. */
export const useAskCoFounder = (projectId: string) =>
  useLifeChange((email: string | null) =>
    call(projectApi['co-founder'].$post({ param: { projectId }, json: { email } })),
  )

export const useAcceptFounding = () =>
  useLifeChange((projectId: string) => call(projectApi.accept.$post({ param: { projectId } })))

export const useDeclineFounding = () =>
  useLifeChange((projectId: string) => call(projectApi.decline.$post({ param: { projectId } })))

/** What each kind of project is never eligible for. */
export const recognitionsQuery = queryOptions({
  queryKey: ['recognitions'],
  queryFn: () => call(api.api.recognitions.$get()),
  staleTime: Number.POSITIVE_INFINITY,
})

export const useLeaveProject = (projectId: string) =>
  useLifeChange(() => call(projectApi.leave.$post({ param: { projectId } })))
