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

/** A row drawn as a block is no row to every browser unless it is told so. */
const as = (role: 'table' | 'rowgroup' | 'row' | 'rowheader' | 'cell' | 'columnheader') => ({ role })

/** A plain table; where there is little room each row becomes a card, with the heads beside its facts. */
export function Table<Row>({ label, columns, rows, rowId }: TableProps<Row>) {
  return (
    <div className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <table {...as('table')} className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {columns.map((column) => (
              <th key={column.id} {...as('columnheader')} scope="col" data-align={column.align}>
                <span className={cx(column.isLabelHidden && 'visually-hidden')}>{column.label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>
          {rows.map((row) => (
            <tr key={rowId(row)} {...as('row')}>
              {columns.map((column) => {
                // What one does with a row stays in sight while its facts scroll by.
                const isKept = column.isLabelHidden === true || undefined
                const content = column.cell(row)
                if (column.isRowHeader)
                  return (
                    <th key={column.id} {...as('rowheader')} scope="row" data-align={column.align}>
                      {content}
                    </th>
                  )
                return (
                  <td
                    key={column.id}
                    {...as('cell')}
                    data-align={column.align}
                    data-kept={isKept}
                    data-head={isKept ? undefined : column.label}
                  >
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
