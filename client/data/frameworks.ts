import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const frameworksApi = api.api.frameworks

const fetchFrameworks = (query: { level?: string; project?: string }) => call(frameworksApi.$get({ query }))

type FrameworksView = Awaited<ReturnType<typeof fetchFrameworks>>
export type Framework = FrameworksView['frameworks'][number]
export type FrameworkItem = Framework['items'][number]

/** Those for the ages of a project, or for a level of school. */
export const frameworksQuery = (projectId: string, level: string | null) =>
  queryOptions({
    queryKey: ['frameworks', projectId, level],
    queryFn: () => fetchFrameworks(level === null ? { project: projectId } : { level }),
  })

type FrameworkDraft = Parameters<typeof frameworksApi.$post>[0]['json']

export function useImportFramework() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: FrameworkDraft) => call(frameworksApi.$post({ json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['frameworks'] }),
  })
}

export function useEndFramework() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (frameworkId: string) => call(frameworksApi[':frameworkId'].$delete({ param: { frameworkId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['frameworks'] }),
  })
}

/** Words in a language of the reader, else in English or French, else in any. */
export function wordsIn(texts: Partial<Record<string, string>>, locale: string): { text: string; lang: string } {
  const lang = [locale, 'en', 'fr', ...Object.keys(texts)].find((one) => texts[one]) ?? locale
  return { text: texts[lang] ?? '', lang }
}
