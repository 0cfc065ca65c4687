import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import type { At } from './grid-keys.ts'
import styles from './judgements.module.css'

interface GridProps {
  label: string
  /** By which keys one moves in it. */
  hint: string
  /** Of the columns, by their ids. */
  heads: readonly (readonly [id: string, words: string])[]
  table: RefObject<HTMLTableElement | null>
  onKeyDown: (event: KeyboardEvent) => void
  /** Its rows. */
  children: ReactNode
  /** What the cell stands for on which one is. */
  beside: ReactNode
  panel: RefObject<HTMLDivElement | null>
}

/** Arrows go from cell to cell; what a cell stands for is beside the table. */
export function Grid({ label, hint, heads, table, onKeyDown, children, beside, panel }: GridProps) {
  return (
    <div className={styles.judging}>
      <div className={styles.gridPart}>
        <p className={styles.hint}>{hint}</p>
        <div className={styles.scroller}>
          <table
            ref={table}
            className={styles.grid}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- one moves in it by arrows, cell by cell: that is what a grid is
            role="grid"
            aria-label={label}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr>
                {heads.map(([id, words]) => (
                  <th key={id} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      </div>
      <div ref={panel} tabIndex={-1} className={styles.panel}>
        {beside}
      </div>
    </div>
  )
}

export interface CellPlace {
  at: At
  isHere: boolean
  onCome: (at: At) => void
  onOpen: (at: At) => void
}

interface GridCellProps extends CellPlace {
  /** Whose and what it is, for the ear: one comes to it from anywhere. */
  about: string
  state?: string
  children: ReactNode
}

export function GridCell({ at, isHere, onCome, onOpen, about, state, children }: GridCellProps) {
  return (
    <td role="gridcell">
      <button
        type="button"
        className={styles.cell}
        data-at={`${at.row} ${at.column}`}
        data-state={state}
        tabIndex={isHere ? 0 : -1}
        aria-current={isHere || undefined}
        onFocus={() => onCome(at)}
        onClick={() => onOpen(at)}
      >
        <span className="visually-hidden">{about}</span>
        {children}
      </button>
    </td>
  )
}
