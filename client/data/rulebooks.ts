import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const rulebookApi = api.api.offices[':officeId'].rulebooks[':rulebookId']

interface Which {
  officeId: string
  rulebookId: string
}

const fetchRulebook = (param: Which) => call(rulebookApi.$get({ param }))
type RulebookAnswer = Awaited<ReturnType<typeof fetchRulebook>>
export type RulebookView = RulebookAnswer['rulebook']

export const rulebookQuery = (which: Which) =>
  queryOptions({
    queryKey: ['rulebooks', which.officeId, 'one', which.rulebookId],
    queryFn: () => fetchRulebook(which),
  })

export type RulebookChange = Parameters<typeof rulebookApi.$patch>[0]['json']
export type Rules = RulebookChange['rules']

/** As they came they can be sent: JSON has no `undefined`, what is absent is not there. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
export const asWritten = (rules: RulebookView['rules']) => rules as Rules

type Of<Name extends keyof Rules> = Rules[Name] extends readonly (infer One)[] ? One : never
export type Condition = Of<'conditions'>
export type FormField = Of<'form'>
export type Criterion = Of<'criteria'>
export type CriterionPart = Criterion['parts'][number]
export type AgeClass = Of<'classes'>
export type Theme = Of<'themes'>
export type InLanguages = AgeClass['words']

export function useChangeRulebook(which: Which) {
  const queryClient = useQueryClient()
  const { officeId } = which
  return useMutation({
    mutationFn: (json: RulebookChange) => call(rulebookApi.$patch({ param: which, json })),
    onSuccess: (view) => queryClient.setQueryData(rulebookQuery(which).queryKey, view),
    // Of who comes second what the other saved is shown beside their own.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rulebooks', officeId] }),
  })
}

/** Who would be eligible today by these rules, saved or not; refused with what is wrong in them, by field. */
export const previewQuery = (which: Which, rules: Rules) =>
  queryOptions({
    queryKey: ['rulebook-preview', which.officeId, which.rulebookId, rules],
    queryFn: () => call(rulebookApi.preview.$post({ param: which, json: { rules } })),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  })
