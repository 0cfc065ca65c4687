import {
  infiniteQueryOptions,
  type Query,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, call } from '#client/api.ts'
import { unreadQuery } from './notices.ts'

const contactsApi = api.api.contacts
const personApi = contactsApi[':userId']
const conversationApi = api.api.conversations[':conversationId']
const reportsApi = api.api.offices[':officeId']['message-reports']

const fetchContacts = () => call(contactsApi.$get())

type Contacts = Awaited<ReturnType<typeof fetchContacts>>
export type ContactPerson = Contacts['people'][number]
export type ContactConversation = Contacts['conversations'][number]
export type ContactStanding = ContactPerson['standing']

export const contactsQuery = queryOptions({
  queryKey: ['contacts', 'all'],
  queryFn: fetchContacts,
  refetchOnWindowFocus: true,
})

/** How much waits for me: who asks, and what was written to me. */
export const waitingContactsQuery = queryOptions({
  queryKey: ['contacts', 'waiting'],
  queryFn: () => call(contactsApi.waiting.$get()),
  refetchOnWindowFocus: true,
})

const lookAgain = (queryClient: QueryClient, keys: readonly string[]) => {
  for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] })
}

export type ContactDeed = 'ask' | 'end' | 'block' | 'unblock'

/** Asks or says yes, ends, blocks. */
export function useContactDeed() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ userId, deed, words = '' }: { userId: string; deed: ContactDeed; words?: string }) => {
      const param = { userId }
      if (deed === 'ask') await call(personApi.$put({ param, json: { words } }))
      else if (deed === 'end') await call(personApi.$delete({ param }))
      else if (deed === 'block') await call(personApi.block.$put({ param }))
      else await call(personApi.block.$delete({ param }))
    },
    onSettled: () => lookAgain(queryClient, ['contacts', 'conversations', 'notices']),
  })
}

const fetchMessages = (conversationId: string, before: number | null) =>
  call(conversationApi.$get({ param: { conversationId }, query: before === null ? {} : { before: String(before) } }))

export type ConversationPage = Awaited<ReturnType<typeof fetchMessages>>
export type AdultMessage = ConversationPage['messages'][number]

export const conversationQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: ['conversations', conversationId],
    queryFn: ({ pageParam }) => fetchMessages(conversationId, pageParam),
    initialPageParam: newest(),
    getNextPageParam: ({ nextBefore }) => nextBefore,
    refetchOnWindowFocus: true,
  })

/** Null asks for what was said last; later pages are numbers. */
function newest(): number | null {
  return null
}

/** What is sent again, since no answer came, has the same id and is there once. */
export function useSayToContact(conversationId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (json: { id: string; text: string }) =>
      call(conversationApi.messages.$post({ param: { conversationId }, json })),
    onSettled: () => lookAgain(queryClient, ['conversations', 'contacts']),
  })
}

export function useTakeBack(conversationId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) =>
      call(conversationApi.messages[':messageId'].$delete({ param: { conversationId, messageId } })),
    onSettled: () => lookAgain(queryClient, ['conversations']),
  })
}

export function useReadConversation(conversationId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (number: number) => call(conversationApi.read.$put({ param: { conversationId }, json: { number } })),
    onSuccess: () => lookAgain(queryClient, ['contacts', 'notices']),
  })
}

/** A message, or the first letter of who asks. */
export type Reportable = { conversationId: string; messageId: string } | { userId: string }
export type MessageReason = 'unkind' | 'private' | 'upsetting' | 'contact' | 'other'

export function useReportMessage(what: Reportable) {
  return useMutation({
    mutationFn: (json: { reason: MessageReason; words: string }) =>
      'userId' in what
        ? call(personApi.report.$post({ param: what, json }))
        : call(conversationApi.messages[':messageId'].report.$post({ param: what, json })),
  })
}

/** What was asked for so shortly before knows it already. */
const justMs = 2_000

/** Outside of a project no line tells of what comes: each time that the bell is asked, it is looked here too. */
export function useHearsBell() {
  const queryClient = useQueryClient()
  const { dataUpdatedAt } = useQuery(unreadQuery)
  useEffect(() => {
    const isOld = (query: Query) => query.state.data !== undefined && query.state.dataUpdatedAt < dataUpdatedAt - justMs
    for (const key of ['contacts', 'conversations'])
      void queryClient.invalidateQueries({ queryKey: [key], predicate: isOld })
  }, [queryClient, dataUpdatedAt])
}

const fetchReport = (officeId: string, reportId: string) =>
  call(reportsApi[':reportId'].$get({ param: { officeId, reportId } }))

export type MessageReportView = Awaited<ReturnType<typeof fetchReport>>['report']

export const messageReportQuery = (officeId: string, reportId: string) =>
  queryOptions({
    queryKey: ['message-reports', officeId, reportId],
    queryFn: () => fetchReport(officeId, reportId),
  })

export const handledReportsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['message-reports', officeId, 'handled'],
    queryFn: () => call(reportsApi.$get({ param: { officeId }, query: { state: 'handled' } })),
  })

export function useSettleReport(officeId: string, reportId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (note: string) =>
      call(reportsApi[':reportId'].$patch({ param: { officeId, reportId }, json: { note } })),
    onSuccess: (view) => {
      queryClient.setQueryData(messageReportQuery(officeId, reportId).queryKey, view)
      lookAgain(queryClient, ['office-desk', 'notices'])
    },
  })
}
