import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'

const listApi = api.api.directory[':list']

export type DirectoryList = 'people' | 'schools' | 'projects' | 'offers' | 'circles'
/** Words, and of each filter what was chosen. */
export interface DirectoryWish {
  q: string
  country?: string
  region?: string
  subject?: string
  language?: string
  age?: string
  kind?: string
  state?: string
  level?: string
  /** Two days: in one of their weeks at least there are lessons. */
  weeks?: string
}

const fetchPage = (list: DirectoryList, wish: DirectoryWish, cursor: string) =>
  call(listApi.$get({ param: { list }, query: { ...wish, ...(cursor && { cursor }) } }))

export type DirectoryPage = Awaited<ReturnType<typeof fetchPage>>
export type FoundPerson = DirectoryPage['people'][number]
export type FoundSchool = DirectoryPage['schools'][number]
export type FoundProject = DirectoryPage['projects'][number]
export type FoundOffer = DirectoryPage['offers'][number]
export type FoundCircle = DirectoryPage['circles'][number]
export type FoundReason = FoundPerson['reason']

/** What was found stays while the next letter is looked for; of another list nothing does. */
const keptWithin =
  (list: DirectoryList) =>
  <Found>(found: Found | undefined, before: { queryKey: readonly unknown[] } | undefined) =>
    before?.queryKey.includes(list) ? found : undefined

export const directoryQuery = (list: DirectoryList, wish: DirectoryWish) =>
  infiniteQueryOptions({
    queryKey: ['directory', list, wish],
    queryFn: ({ pageParam }) => fetchPage(list, wish, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keptWithin(list),
  })

const fetchCounts = (list: DirectoryList, wish: DirectoryWish) =>
  call(listApi.counts.$get({ param: { list }, query: { ...wish } }))

export type DirectoryCounts = Awaited<ReturnType<typeof fetchCounts>>

export const directoryCountsQuery = (list: DirectoryList, wish: DirectoryWish) =>
  queryOptions({
    queryKey: ['directory', 'counts', list, wish],
    queryFn: () => fetchCounts(list, wish),
    placeholderData: keptWithin(list),
  })
