import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

export const versionsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['versions', documentId],
    queryFn: () => call(api.api.documents[':documentId'].versions.$get({ param: { documentId } })),
  })

async function readContent(documentId: string, versionId: string) {
  if (versionId === 'now') return call(api.api.documents[':documentId'].content.$get({ param: { documentId } }))
  const { update, previous, authors, deletions, moved } = await call(
    api.api.versions[':versionId'].content.$get({ param: { versionId } }),
  )
  return { update, previous, authors, deletions, moved }
}

export const contributionsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['contributions', documentId],
    queryFn: () => call(api.api.documents[':documentId'].contributions.$get({ param: { documentId } })),
  })

export type Contributions = Awaited<ReturnType<NonNullable<ReturnType<typeof contributionsQuery>['queryFn']>>>
export type Contribution = Contributions['people'][number]

/** What one version held and what changed before it; `now` compares the live page with the last version. */
export const versionContentQuery = (documentId: string, versionId: string) =>
  queryOptions({
    queryKey: ['versions', documentId, versionId],
    queryFn: () => readContent(documentId, versionId),
  })

export type VersionLine = Awaited<
  ReturnType<NonNullable<ReturnType<typeof versionsQuery>['queryFn']>>
>['versions'][number]

export function useNameVersion(documentId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) =>
      call(api.api.documents[':documentId'].versions.$post({ param: { documentId }, json: { name } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['versions', documentId] }),
  })
}

export function useRestoreVersion(documentId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (versionId: string) =>
      call(api.api.versions[':versionId'].restore.$post({ param: { versionId }, json: {} })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['versions', documentId] }),
  })
}
