import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useBoardSession } from '../board-session.ts'
import type { Plan } from './plan-context.ts'
import { PaperTable } from './plan-grid.tsx'
import styles from './plan-face.module.css'
import type { Paper } from './plan-toolbar.tsx'

/** So many columns can be read beside one another. */
const columnsOn: Readonly<Record<Paper, number>> = { a4: 6, a3: 10 }

/** Which paper is asked for, while it is; the browser's own printing is on the smaller. */
export function usePaper() {
  const [paper, setPaper] = useState<Paper | null>(null)
  useEffect(() => {
    const begin = () => flushSync(() => setPaper((now) => now ?? 'a4'))
    const end = () => setPaper(null)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  const print = useCallback((wanted: Paper) => {
    flushSync(() => setPaper(wanted))
    globalThis.print()
  }, [])
  return { paper, print }
}

/** How the paper lies is said for the whole document: a named page does not reach what stands in a flex box. */
function useSheetSize(paper: Paper) {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { size: ${paper.toUpperCase()} landscape; margin: 8mm }`)
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [paper])
}

/** The plan on sheets: as many columns on each as can be read, every sheet with its subjects. */
export function PlanSheets({ plan, paper }: { plan: Plan; paper: Paper }) {
  const { title } = useBoardSession()
  useSheetSize(paper)
  const count = columnsOn[paper]
  const sheets = Array.from({ length: Math.ceil(plan.slots.length / count) }, (_, at) =>
    plan.slots.slice(at * count, (at + 1) * count),
  )
  return (
    <div>
      <h1>{title}</h1>
      {sheets.map((slots) => (
        <div key={slots[0]?.key} className={styles.sheet}>
          <PaperTable plan={plan} slots={slots} />
        </div>
      ))}
    </div>
  )
}
