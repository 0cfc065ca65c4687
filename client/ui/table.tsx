import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './table.module.css'

export interface Column<Row> {
  id: string
  label: string
  /** Label for the ear only, for a column of buttons. */
  isLabelHidden?: boolean
  isRowHeader?: boolean
  align?: 'start' | 'end'
  cell: (row: Row) => ReactNode
}

interface TableProps<Row> {
  /** Read aloud as the caption. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
}

/** A plain table that scrolls sideways in its own box on a small screen. */
export function Table<Row>({ label, columns, rows, rowId }: TableProps<Row>) {
  return (
    <div className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-align={column.align}>
                <span className={cx(column.isLabelHidden && 'visually-hidden')}>{column.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => {
                // What one does with a row stays in sight while its facts scroll by.
                const isKept = column.isLabelHidden === true || undefined
                const content = column.cell(row)
                if (column.isRowHeader)
                  return (
                    <th key={column.id} scope="row" data-align={column.align}>
                      {content}
                    </th>
                  )
                return (
                  <td key={column.id} data-align={column.align} data-kept={isKept}>
                    {content}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
