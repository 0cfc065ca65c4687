import { type RefObject, startTransition, useEffect, useState } from 'react'

/** A screen ahead: what is scrolled to has its buttons already. */
const margin = '600px'

/** No column is narrower. */
const narrowest = 176

/** How the cards of a column are drawn: whole, as their words alone, or not yet. */
export type Drawn = 'whole' | 'words' | 'later'

interface Columns {
  table: RefObject<HTMLTableElement | null>
  keys: readonly string[]
  /** Where the table opens. */
  here: number
}

/**
 * How each column is drawn, by its key. Where the table opens its cards are whole at once, and nothing else is drawn before
 * those can be seen and pressed; of a year of weeks the others begin as their words alone, until they come near the screen.
 */
export function useNearColumns({ table, keys, here }: Columns): (key: string) => Drawn {
  const [near, setNear] = useState<ReadonlySet<string>>(() => {
    const from = Math.max(0, here)
    return new Set(keys.slice(from, from + Math.ceil(innerWidth / narrowest)))
  })
  const [isRestDrawn, setIsRestDrawn] = useState(false)
  const all = keys.join()
  useEffect(() => {
    const heads = table.current?.querySelectorAll<HTMLElement>('[data-column]') ?? []
    const watcher = new IntersectionObserver(
      (entries) => {
        const come = entries.flatMap(({ isIntersecting, target }) =>
          isIntersecting ? [target.getAttribute('data-column') ?? ''] : [],
        )
        // Told for the first time when the first screen is painted.
        startTransition(() => {
          setIsRestDrawn(true)
          setNear((before) => (come.every((key) => before.has(key)) ? before : new Set([...before, ...come])))
        })
      },
      { root: table.current?.parentElement ?? null, rootMargin: margin },
    )
    for (const head of heads) watcher.observe(head)
    return () => watcher.disconnect()
  }, [table, all])
  return (key) => (near.has(key) ? 'whole' : isRestDrawn ? 'words' : 'later')
}
