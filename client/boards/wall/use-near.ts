import { type RefObject, useEffect, useState } from 'react'

/** A screen ahead: what is tabbed or scrolled to has its buttons already. */
const margin = '800px'

let watcher: IntersectionObserver | null = null
const waiting = new Map<Element, () => void>()

function watch(element: Element, onNear: () => void) {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { rootMargin: margin },
  )
  waiting.set(element, onNear)
  watcher.observe(element)
  return () => {
    waiting.delete(element)
    watcher?.unobserve(element)
  }
}

/** Whether something has come near the screen: from then on it has all its parts. Two thousand cards begin without. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    if (isNear || ref.current === null) return undefined
    return watch(ref.current, () => setIsNear(true))
  }, [isNear, ref])
  return isNear
}
