import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call, callFile } from '#client/api.ts'
import type { Locale } from '#client/locales/locales.ts'

const projectApi = api.api.projects[':projectId']

const fetchOral = (projectId: string, userId: string) =>
  call(projectApi.pupils[':userId'].oral.$get({ param: { projectId, userId } }))

export type OralView = Awaited<ReturnType<typeof fetchOral>>

export const oralQuery = (projectId: string, userId: string) =>
  queryOptions({ queryKey: ['oral', projectId, userId], queryFn: () => fetchOral(projectId, userId) })

export type OralDraft = Pick<OralView, 'title' | 'language' | 'parts' | 'extractIds'>

export function useKeepOral(projectId: string, userId: string) {
  const queryClient = useQueryClient()
  const { queryKey } = oralQuery(projectId, userId)
  return useMutation({
    mutationFn: (json: OralDraft & { knownAt: string | null }) =>
      call(projectApi.oral.$put({ param: { projectId }, json })),
    onSuccess: ({ changedAt }, { knownAt: _, ...draft }) =>
      queryClient.setQueryData(queryKey, (before) => before && { ...before, ...draft, changedAt }),
  })
}

/** Which sheet: of whom, or of what. */
export type SheetOf =
  | { oral: { projectId: string; userId: string } }
  | { contributions: string }
  | { judgements: { projectId: string; userId: string | null } }
  | { parents: { projectId: string; userId: string } }
  /** What oneself was and did. */
  | { attestation: true }

function ask(of: SheetOf, query: { language: Locale }): Promise<Response> {
  if ('attestation' in of) return api.api.me.attestation.$get({ query })
  if ('oral' in of) return projectApi.pupils[':userId'].file.$get({ param: of.oral, query })
  if ('contributions' in of) {
    const param = { documentId: of.contributions }
    return api.api.documents[':documentId'].contributions.sheet.$get({ param, query })
  }
  if ('parents' in of) return projectApi.pupils[':userId'].judgements.parents.$get({ param: of.parents, query })
  const { projectId, userId } = of.judgements
  if (userId === null) return projectApi.judgements.sheet.$get({ param: { projectId }, query })
  return projectApi.pupils[':userId'].judgements.sheet.$get({ param: { projectId, userId }, query })
}

export const useSheet = () =>
  useMutation({
    mutationFn: ({ of, language }: { of: SheetOf; language: Locale }) => callFile(ask(of, { language })),
  })
