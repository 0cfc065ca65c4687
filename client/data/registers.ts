import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, call, callFile, isLater, spread } from '#client/api.ts'

const officeApi = api.api.offices[':officeId']
const importApi = officeApi.imports[':importId']

export const officeSchoolsQuery = (officeId: string, q: string) =>
  queryOptions({
    queryKey: ['registers', officeId, 'schools', q],
    queryFn: () => call(officeApi.schools.$get({ param: { officeId }, query: { q } })),
  })
export type OfficeSchool = Awaited<
  ReturnType<NonNullable<ReturnType<typeof officeSchoolsQuery>['queryFn']>>
>['schools'][number]

export const importsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['registers', officeId, 'imports'],
    queryFn: () => call(officeApi.imports.$get({ param: { officeId } })),
  })

export interface ImportIds {
  officeId: string
  importId: string
}

export const importQuery = (param: ImportIds) =>
  queryOptions({
    queryKey: ['registers', param.officeId, 'import', param.importId],
    queryFn: () => call(importApi.$get({ param })),
  })
export type ImportView = Awaited<ReturnType<NonNullable<ReturnType<typeof importQuery>['queryFn']>>>
export type RegisterImport = ImportView['import']

export type RowOutcome = 'error' | 'skipped' | 'kept'

export const importRowsQuery = (param: ImportIds, outcome: RowOutcome) =>
  queryOptions({
    queryKey: ['registers', param.officeId, 'import', param.importId, 'rows', outcome],
    queryFn: () => call(importApi.rows.$get({ param, query: { outcome } })),
  })
export type ImportRowView = Awaited<
  ReturnType<NonNullable<ReturnType<typeof importRowsQuery>['queryFn']>>
>['rows'][number]

/** All lines that hinder something, as a file. */
export const fetchErrors = (param: ImportIds) => callFile(importApi['errors.csv'].$get({ param }))

function useStale(officeId: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ['registers', officeId] })
}

/** What the server is shown of a file to recognise it. */
const headBytes = 64 * 1024
/** So much at once that nobody waits for it in a lesson. */
const pieceBytes = 128 * 1024

/** Whoever was too fast waits and asks once more: a register is many questions in a row. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;)
    try {
      return await ask()
    } catch (error) {
      if (!isLater(error)) throw error
      await new Promise((done) => setTimeout(done, spread(error.retryAfterMs)))
    }
}

export function useBeginImport(officeId: string) {
  return useMutation({
    mutationFn: ({ file, countryCode }: { file: File; countryCode: string }) => {
      const head = new File([file.slice(0, headBytes)], file.name)
      return call(
        officeApi.imports.$post({ param: { officeId }, form: { file: head, fileName: file.name, countryCode } }),
      )
    },
    onSuccess: useStale(officeId),
  })
}

type ColumnsBody = Parameters<typeof importApi.$patch>[0]['json']['columns']

/** Says how the columns are read, and brings the file; one that was brought half goes on from there. */
export function useBringFile(param: ImportIds) {
  const [sent, setSent] = useState(0)
  const bring = useMutation({
    mutationFn: async ({ file, next, columns }: { file: File; next: number; columns: ColumnsBody }) => {
      if (next === 0) await call(importApi.$patch({ param, json: { columns } }))
      const count = Math.max(1, Math.ceil(file.size / pieceBytes))
      for (let number = next; number < count; number++) {
        const piece = new File([file.slice(number * pieceBytes, (number + 1) * pieceBytes)], file.name)
        const isLast = number === count - 1
        const form = { file: piece, number: String(number), isLast: isLast ? ('true' as const) : ('false' as const) }
        await patiently(() => call(importApi.pieces.$post({ param, form })))
        setSent((number + 1) / count)
      }
    },
    onSettled: useStale(param.officeId),
  })
  return { bring, sent }
}

export type Step = 'check' | 'run' | 'undo'
const ends = { check: 'checked', run: 'done', undo: 'undone' }

/** Asks for slice after slice until the step is done or somebody stops it; how far it has come, meanwhile. */
export function useStep(param: ImportIds, step: Step) {
  const isStopped = useRef(false)
  const [line, setLine] = useState<number | null>(null)
  const goOn = useMutation({
    mutationFn: async () => {
      isStopped.current = false
      for (;;) {
        const { state, doneLine } = await patiently(() => call(importApi[step].$post({ param })))
        setLine(doneLine)
        if (state === ends[step] || isStopped.current) return state
      }
    },
    onSettled: useStale(param.officeId),
  })
  return { goOn, line, stop: () => (isStopped.current = true) }
}

export function useDropImport(officeId: string) {
  return useMutation({
    mutationFn: (importId: string) => call(importApi.$delete({ param: { officeId, importId } })),
    onSuccess: useStale(officeId),
  })
}

export const doublesQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['registers', officeId, 'doubles'],
    queryFn: () => call(officeApi.doubles.$get({ param: { officeId } })),
  })
type DoublesView = Awaited<ReturnType<NonNullable<ReturnType<typeof doublesQuery>['queryFn']>>>
export type DoubleSchool = DoublesView['doubles'][number][number]
export type SchoolMerge = DoublesView['merges'][number]

export function useMergeSchools(officeId: string) {
  return useMutation({
    mutationFn: (json: { from: string; into: string }) => call(officeApi.merges.$post({ param: { officeId }, json })),
    onSuccess: useStale(officeId),
  })
}

export function useUndoMerge(officeId: string) {
  return useMutation({
    mutationFn: (mergeId: string) => call(officeApi.merges[':mergeId'].$delete({ param: { officeId, mergeId } })),
    onSuccess: useStale(officeId),
  })
}
