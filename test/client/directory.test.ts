import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { type DirectoryCounts, directoryCountsQuery } from '#client/data/directory.ts'

/** What stands on the screen of the directory while something else is looked for. */

afterEach(() => vi.unstubAllGlobals())

const counts: DirectoryCounts = { total: 3, counted: 3, counts: [], regions: [] }

test('what was found stays while other words are looked for, and nothing of it under another list', () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  const queries = new QueryClient()
  const people = directoryCountsQuery('people', { q: '' })
  queries.setQueryData(people.queryKey, counts)
  const observer = new QueryObserver(queries, { ...people, staleTime: Infinity })
  const leave = observer.subscribe(() => {})
  observer.setOptions(directoryCountsQuery('people', { q: 'a' }))
  expect(observer.getCurrentResult().data).toEqual(counts)
  observer.setOptions(directoryCountsQuery('schools', { q: 'a' }))
  expect(observer.getCurrentResult().data).toBeUndefined()
  leave()
})
