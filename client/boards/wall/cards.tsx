import { memo, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { cx } from '#client/ui/cx.ts'
import { useHeld } from './hand.ts'
import { FarCard, WallCard } from './wall-card.tsx'

/** So many cards at a time get all their parts: of each run, the first is watched. */
const runLength = 6
/** A screen ahead: what is tabbed or scrolled to has its buttons already. */
const nearMargin = '900px'

let watcher: IntersectionObserver | null = null
const waiting = new Map<Element, () => void>()

function watch(element: Element, onNear: () => void) {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { rootMargin: nearMargin },
  )
  waiting.set(element, onNear)
  watcher.observe(element)
  return () => {
    waiting.delete(element)
    watcher?.unobserve(element)
  }
}

/** Which runs have come near the screen. Two thousand cards begin as their words alone; on paper all are whole. */
function useNearRuns(list: React.RefObject<HTMLOListElement | null>, count: number) {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0]))
  const [isPrinted, setIsPrinted] = useState(false)
  useEffect(() => {
    const stops = [...(list.current?.children ?? [])].flatMap((item, at) =>
      at % runLength === 0 && !near.has(at / runLength)
        ? [watch(item, () => setNear((before) => new Set(before).add(at / runLength)))]
        : [],
    )
    return () => stops.forEach((stop) => stop())
  }, [list, count, near])
  useEffect(() => {
    const onPrint = () => flushSync(() => setIsPrinted(true))
    addEventListener('beforeprint', onPrint)
    return () => removeEventListener('beforeprint', onPrint)
  }, [])
  return (at: number) => isPrinted || near.has(Math.floor(at / runLength))
}

/** What one has in hand is whole wherever it stands: a card that was just added is at the end. */
const Item = memo(function Item({ id, isNear }: { id: string; isNear: boolean }) {
  const isEdited = useHeld('editing', id)
  const isLifted = useHeld('lifted', id)
  return isNear || isEdited || isLifted ? <WallCard id={id} /> : <FarCard id={id} />
})

/** Cards in their order. */
export const Cards = memo(function Cards({ ids, className }: { ids: readonly string[]; className?: string }) {
  const list = useRef<HTMLOListElement>(null)
  const isNear = useNearRuns(list, ids.length)
  return (
    <ol ref={list} role="list" className={cx(className)}>
      {ids.map((id, at) => (
        <li key={id}>
          <Item id={id} isNear={isNear(at)} />
        </li>
      ))}
    </ol>
  )
})
