import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const forumApi = api.api.projects[':projectId'].forum
const topicApi = api.api.topics[':topicId']
const pollApi = api.api.polls[':pollId']

const pageSize = 30

const fetchForum = (projectId: string, offset: number) =>
  call(forumApi.$get({ param: { projectId }, query: { offset: String(offset), limit: String(pageSize) } }))
const fetchTopic = (topicId: string) => call(topicApi.$get({ param: { topicId } }))

type ForumView = Awaited<ReturnType<typeof fetchForum>>
export type Topic = ForumView['topics'][number]
export type TopicView = Awaited<ReturnType<typeof fetchTopic>>
export type Poll = NonNullable<TopicView['poll']>

/** Page after page of topics. */
export const forumQuery = (projectId: string) =>
  infiniteQueryOptions({
    queryKey: ['forum', projectId],
    queryFn: ({ pageParam }) => fetchForum(projectId, pageParam),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.hasMore ? pages.length * pageSize : null),
  })

export const topicQuery = (topicId: string) =>
  queryOptions({ queryKey: ['forum', 'topic', topicId], queryFn: () => fetchTopic(topicId) })

interface TopicWords {
  id: string
  title: string
  text: string
  language: string
  poll?: { isMultiple: boolean; options: string[] }
}

function useForumChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['forum'] }),
  })
}

export const useBeginTopic = (projectId: string) =>
  useForumChange((json: TopicWords) => call(forumApi.$post({ param: { projectId }, json })))

export const useFollow = (topicId: string) =>
  useForumChange((isFollowing: boolean) => {
    const request = { param: { topicId } }
    return call(isFollowing ? topicApi.following.$put(request) : topicApi.following.$delete(request))
  })

export const useChoose = (pollId: string) =>
  useForumChange((optionIds: string[]) => call(pollApi.choice.$put({ param: { pollId }, json: { optionIds } })))

export const useClosePoll = (pollId: string) =>
  useForumChange((_: null) => call(pollApi.close.$post({ param: { pollId } })))

/** Notes how far somebody has read, on the server and in what is shown of it here. */
export async function markTopicRead(queryClient: QueryClient, topicId: string, sequence: number) {
  await call(topicApi.read.$put({ param: { topicId }, json: { sequence } }))
  queryClient.setQueryData(
    topicQuery(topicId).queryKey,
    (view) => view && { ...view, topic: { ...view.topic, readSequence: sequence, hasNew: false } },
  )
  // The list is asked for again when it is looked at.
  await queryClient.invalidateQueries({ queryKey: ['forum'], refetchType: 'none' })
}
