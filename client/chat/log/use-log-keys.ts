import type { KeyboardEvent } from 'react'
import { controlsOf } from './use-one-stop.ts'

const row = 'article[tabindex]'

/** Within a row: to what is in it and back. Null where the key is not for that. */
function acrossOf(event: KeyboardEvent<HTMLElement>, article: HTMLElement): HTMLElement | null {
  const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
  const [onwards, back] = isRightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const all = [article, ...controlsOf(article)]
  const at = all.findIndex((element) => element === event.target)
  if (event.key === onwards) return all[at + 1] ?? null
  return event.key === back ? (all[at - 1] ?? null) : null
}

function alongOf(event: KeyboardEvent<HTMLElement>, article: HTMLElement): HTMLElement | null {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(row)]
  const at = rows.indexOf(article)
  const steps: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }
  return rows[steps[event.key] ?? -1] ?? null
}

/**
 * Arrows up and down go from message to message, right to what is in one; Escape goes back to the message, and from there to
 * the field. Enter, which opens what can be done with a message, is the row's own.
 */
export function useLogKeys(onLeave: () => void, onMove: (id: string) => void) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    const article = target instanceof HTMLElement ? target.closest<HTMLElement>(row) : null
    if (event.key === 'Escape') {
      event.stopPropagation()
      return article === null || article === target ? onLeave() : article.focus()
    }
    // A slider has arrows of its own.
    if (article === null || target instanceof HTMLInputElement) return undefined
    const across = acrossOf(event, article)
    const next = across ?? alongOf(event, article)
    if (next === null) return undefined
    event.preventDefault()
    next.focus()
    return onMove((across ? article : next).dataset['message'] ?? '')
  }
}
