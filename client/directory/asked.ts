import type { DirectoryList, DirectoryWish } from '#client/data/directory.ts'

const lists = ['people', 'offers', 'circles', 'schools', 'projects'] as const satisfies readonly DirectoryList[]
const kinds = ['country', 'region', 'subject', 'language', 'age', 'kind', 'state', 'level', 'weeks'] as const

/** What an address asks the directory for: a saved search leads here. */
export function readAsked(search: string) {
  const wanted = new URLSearchParams(search)
  const filters: Omit<DirectoryWish, 'q'> = Object.fromEntries(
    kinds.flatMap((kind) => {
      const value = wanted.get(kind)
      return value === null || value === '' ? [] : [[kind, value]]
    }),
  )
  return { list: lists.find((one) => one === wanted.get('list')) ?? 'people', q: wanted.get('q') ?? '', filters }
}
