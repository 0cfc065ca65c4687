import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, call, callFile } from '#client/api.ts'

const officeApi = api.api.offices[':officeId']
const lettersApi = officeApi.letters
const templatesApi = officeApi['letter-templates']
const letterApi = api.api.letters[':letterId']

const fetchLetters = (officeId: string, year: number | null) =>
  call(lettersApi.$get({ param: { officeId }, query: year === null ? {} : { year: `${year}` } }))
export type LettersView = Awaited<ReturnType<typeof fetchLetters>>
export type LetterInList = LettersView['letters'][number]
export type LetterState = LetterInList['state']
export type Checks = NonNullable<LettersView['checks']>

/** The letters about a school year; about this one for null. */
export const lettersQuery = (officeId: string, year: number | null) =>
  queryOptions({ queryKey: ['letters', officeId, year], queryFn: () => fetchLetters(officeId, year) })

const fetchLetter = (officeId: string, letterId: string) =>
  call(lettersApi[':letterId'].$get({ param: { officeId, letterId } }))
export type LetterView = Awaited<ReturnType<typeof fetchLetter>>
export type LetterBlock = LetterView['blocks'][number]

export const letterQuery = (officeId: string, letterId: string) =>
  queryOptions({ queryKey: ['letters', officeId, 'one', letterId], queryFn: () => fetchLetter(officeId, letterId) })

export type NewLetters = Parameters<typeof lettersApi.$post>[0]['json']
export type Sending = Parameters<typeof letterApi.send.$post>[0]['json']
type Seen = Pick<LetterInList, 'id' | 'seen'>

/** What is done with one letter at the server. */
export const letterDeeds = (officeId: string) => ({
  ready: ({ id, seen }: Seen) =>
    call(lettersApi[':letterId'].$patch({ param: { officeId, letterId: id }, json: { state: 'ready', seen } })),
  reopen: ({ id, seen }: Seen) =>
    call(lettersApi[':letterId'].$patch({ param: { officeId, letterId: id }, json: { state: 'draft', seen } })),
  sign: ({ id, seen }: Seen) => call(letterApi.sign.$post({ param: { letterId: id }, json: { seen } })),
  send: ({ id }: Seen, json: Sending) => call(letterApi.send.$post({ param: { letterId: id }, json })),
  replace: ({ id }: Seen) => call(letterApi.void.$post({ param: { letterId: id } })),
})

/** Whatever was done, and also where it was refused: the screen shows what stands now. */
function useLetterChange<Input, Output>(officeId: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['letters', officeId] }),
  })
}

export const usePrepareLetters = (officeId: string) =>
  useLetterChange(officeId, (json: NewLetters) => call(lettersApi.$post({ param: { officeId }, json })))

export const useLetterDeed = <Input, Output>(officeId: string, deed: (input: Input) => Promise<Output>) =>
  useLetterChange(officeId, deed)

export type LetterForm = 'pdf' | 'docx'

export const useLetterFile = () =>
  useMutation({
    mutationFn: ({ letterId, form }: { letterId: string; form: LetterForm }) =>
      callFile(letterApi.file.$get({ param: { letterId }, query: { form } })),
  })

const fetchTemplates = (officeId: string) => call(templatesApi.$get({ param: { officeId } }))
export type TemplateView = Awaited<ReturnType<typeof fetchTemplates>>['templates'][number]

export const templatesQuery = (officeId: string) =>
  queryOptions({ queryKey: ['letter-templates', officeId], queryFn: () => fetchTemplates(officeId) })

export type WhichTemplate = Pick<TemplateView, 'kind' | 'language'>

const fetchVersions = (officeId: string, which: WhichTemplate) =>
  call(templatesApi[':kind'][':language'].$get({ param: { officeId, ...which } }))
export type TemplateVersion = Awaited<ReturnType<typeof fetchVersions>>['versions'][number]

export const templateVersionsQuery = (officeId: string, which: WhichTemplate) =>
  queryOptions({
    queryKey: ['letter-templates', officeId, which.kind, which.language],
    queryFn: () => fetchVersions(officeId, which),
  })

type NewTemplate = Parameters<typeof templatesApi.$post>[0]['json']
export type TemplateBody = NewTemplate['body']

export function useKeepTemplate(officeId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: NewTemplate) => call(templatesApi.$post({ param: { officeId }, json })),
    onSuccess: (view) => queryClient.setQueryData(templatesQuery(officeId).queryKey, view),
    // Of who comes second the other's version is shown beside their own.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['letter-templates', officeId] }),
  })
}
