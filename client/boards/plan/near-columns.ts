import { type RefObject, useEffect, useState } from 'react'

/** A screen ahead: what is scrolled to has its buttons already. */
const margin = '600px'

/** Which columns have come near the screen, by their keys. Of a year of weeks the others begin as their words alone. */
export function useNearColumns(
  table: RefObject<HTMLTableElement | null>,
  keys: readonly string[],
): ReadonlySet<string> {
  const [near, setNear] = useState<ReadonlySet<string>>(() => new Set())
  const all = keys.join()
  useEffect(() => {
    const heads = table.current?.querySelectorAll<HTMLElement>('[data-column]') ?? []
    const watcher = new IntersectionObserver(
      (entries) => {
        const come = entries.flatMap(({ isIntersecting, target }) =>
          isIntersecting ? [target.getAttribute('data-column') ?? ''] : [],
        )
        if (come.length > 0) setNear((before) => new Set([...before, ...come]))
      },
      { rootMargin: margin },
    )
    for (const head of heads) watcher.observe(head)
    return () => watcher.disconnect()
  }, [table, all])
  return near
}
