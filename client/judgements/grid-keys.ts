import { type KeyboardEvent, useRef, useState } from 'react'

/** A cell of a grid, by its row and column. */
export interface At {
  row: number
  column: number
}

const steps: Readonly<Record<string, At>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))

/** In which cell of a grid one is, and how arrows go from cell to cell; each has `data-at` with its row and column. */
export function useGridKeys(rows: number, columns: number) {
  const [wanted, setAt] = useState<At>({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)
  const at = { row: clamp(wanted.row, rows), column: clamp(wanted.column, columns) }
  const go = (next: At) => {
    setAt(next)
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus()
  }
  /** Whether the key was one of those that go. */
  const goByKey = (event: KeyboardEvent): boolean => {
    const step = steps[event.key]
    if (!step) return false
    event.preventDefault()
    go({ row: clamp(at.row + step.row, rows), column: clamp(at.column + step.column, columns) })
    return true
  }
  return { at, setAt, go, goByKey, table }
}
