import * as z from 'zod'
import { directoryLists } from '#db/schema/values.ts'
import { directoryCounted, type DirectoryWish } from '../directory/input.ts'

/* What a saved search may hold: what the directory may be asked for. */

/** The id comes from the browser: what it sends twice is there once. */
export const newSearch = z.strictObject({
  id: z.uuid().toLowerCase(),
  list: z.enum(directoryLists),
  wish: directoryCounted,
})
export type NewSearch = z.infer<typeof newSearch>

export const searchParam = z.strictObject({ searchId: z.uuid().toLowerCase() })
export const searchChanges = z.strictObject({ isTold: z.boolean() })
/** Up to when its owner has seen what is new: as the list said that they saw. */
export const searchLooked = z.strictObject({ at: z.iso.datetime().max(40) })

/** As it is kept, and asked for again: of each filter its values, parted by commas. */
export const keptWish = (wish: DirectoryWish): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wish).flatMap(([name, value]) => {
      const text = Array.isArray(value)
        ? value.toSorted((one, other) => (one < other ? -1 : 1)).join(',')
        : (value ?? '')
      return text === '' ? [] : [[name, text]]
    }),
  )

/** What was kept, as it can be asked for today; a filter that is none any more is left out. */
export function readWish(kept: Record<string, string>): DirectoryWish {
  const known = Object.entries(kept).filter(([name, value]) => directoryCounted.safeParse({ [name]: value }).success)
  return directoryCounted.parse(Object.fromEntries(known))
}
