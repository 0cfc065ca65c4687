import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { useLatest } from '#client/ui/use-latest.ts'

/*
 * What one reads stays where it is: messages that join above or go below do not move it, and whoever is at the end stays
 * there. Done here because browsers anchor only while they feel like it, and some never.
 */

/** Nearer to the end than this (px) is at the end. */
const nearEndPx = 48
/** Less of the newest than this (px) below the fold, which is no line of it, and it is seen. */
const seenPx = 16
/** Nearer to an edge than this (px), the next page is asked for. */
const turnPx = 600

interface LogScrollOptions {
  /** Changes with what is drawn: the ids of the first and last row, and how many. */
  rowsKey: string
  hasBefore: boolean
  hasAfter: boolean
  onOlder: () => void
  onNewer: () => void
  /** Id of the element that is brought into sight once for each turn, as soon as it is there. */
  target: string
  turn: number
  onEnd: (isAtEnd: boolean, isSeen: boolean) => void
}

interface Anchor {
  row: HTMLElement
  /** Below the top edge of the scroller, px. */
  top: number
}

/** The first row below the edge, found by halves: rows stand in the order of the page, and each question costs. */
function anchorOf(scroller: HTMLElement): Anchor | null {
  const edge = scroller.getBoundingClientRect().top
  const rows = scroller.querySelectorAll<HTMLElement>('[data-message]')
  let [from, to] = [0, rows.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle
    else from = middle + 1
  }
  const row = rows[from]
  return row ? { row, top: row.getBoundingClientRect().top - edge } : null
}

const belowFold = (scroller: HTMLElement) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight

export function useLogScroll(scrollerRef: RefObject<HTMLElement | null>, options: LogScrollOptions) {
  const latest = useLatest(options)
  const isAtEnd = useRef(true)
  const anchor = useRef<Anchor | null>(null)
  const shown = useRef<string | null>(null)
  const goal = `${options.target} ${options.turn}`

  const note = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller) return
    const { hasBefore, hasAfter, onOlder, onNewer, onEnd } = latest.current
    const below = belowFold(scroller)
    isAtEnd.current = below < nearEndPx && !hasAfter
    // At the end nothing is held in its place but the end.
    anchor.current = isAtEnd.current ? null : anchorOf(scroller)
    onEnd(isAtEnd.current, isAtEnd.current && below < seenPx)
    if (hasBefore && scroller.scrollTop < turnPx) onOlder()
    if (hasAfter && below < turnPx) onNewer()
  }, [scrollerRef, latest])

  const settle = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller) return
    const { target, turn } = latest.current
    const row = shown.current === `${target} ${turn}` ? null : document.getElementById(target)
    if (row && scroller.contains(row)) {
      shown.current = `${target} ${turn}`
      row.scrollIntoView({ block: 'center' })
    } else if (isAtEnd.current && !latest.current.hasAfter) scroller.scrollTop = scroller.scrollHeight
    else if (anchor.current?.row.isConnected) {
      const { row: kept, top } = anchor.current
      scroller.scrollTop += kept.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top
    }
    note()
  }, [scrollerRef, note, latest])

  // Before the browser draws: nobody sees the jump.
  useLayoutEffect(settle, [settle, options.rowsKey, goal])

  useEffect(() => {
    const scroller = scrollerRef.current
    if (!scroller) return undefined
    const observer = new ResizeObserver(settle)
    observer.observe(scroller)
    if (scroller.firstElementChild) observer.observe(scroller.firstElementChild)
    scroller.addEventListener('scroll', note, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', note)
    }
  }, [scrollerRef, settle, note])

  const toEnd = useCallback(() => {
    const scroller = scrollerRef.current
    if (!scroller) return
    isAtEnd.current = true
    scroller.scrollTop = scroller.scrollHeight
  }, [scrollerRef])
  return { toEnd }
}
