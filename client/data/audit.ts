import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const auditApi = api.api.school.audit

const fetchAudit = (before: number | null) =>
  call(auditApi.$get({ query: before === null ? {} : { before: String(before) } }))

export type AuditLine = Awaited<ReturnType<typeof fetchAudit>>['lines'][number]

/** Page after page, each from where the one before ended. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['school', 'audit'],
  queryFn: ({ pageParam }) => fetchAudit(pageParam),
  initialPageParam: firstPage(),
  getNextPageParam: (page) => page.nextBefore,
})

/** Null asks for the newest lines; later pages are numbers. */
function firstPage(): number | null {
  return null
}

const fetchCheck = () => call(auditApi.check.$get())

export type AuditCheck = NonNullable<Awaited<ReturnType<typeof fetchCheck>>['check']>

/** What was found when the lines were last read from the first to the last. */
export const auditCheckQuery = queryOptions({ queryKey: ['school', 'audit-check'], queryFn: fetchCheck })

export function useCheckAudit() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(auditApi.check.$post({ json: {} })),
    onSuccess: (found) => queryClient.setQueryData(auditCheckQuery.queryKey, found),
  })
}

/** Where the browser takes all lines as a file. */
export const auditFile = (format: 'csv' | 'jsonl') => `/api/school/audit/export?format=${format}`
