import { useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { Table } from '#client/ui/table.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useTakesFocus } from '#client/ui/use-takes-focus.ts'
import styles from './checked-rows.module.css'
import { keep, mend, problemOf } from './pupil-draft.ts'
import type { DraftRow } from './pupil-draft.ts'

interface CheckedRowsProps {
  rows: DraftRow[]
  onChange: (rows: DraftRow[]) => void
}

/** What was read in each line, and what it will become. */
export function CheckedRows({ rows, onChange }: CheckedRowsProps) {
  const { t } = useMessages()
  const reasonText = useReasonText()
  const place = useRef<HTMLDivElement>(null)
  useTakesFocus(place, '[data-invalid] input', 'input')
  return (
    <div ref={place} className={styles.rows}>
      <Table
        label={t('classrooms.checkedLabel')}
        rows={rows}
        rowId={(row) => String(row.line)}
        columns={[
          {
            id: 'keep',
            label: t('classrooms.colKeep'),
            cell: (row) => (
              <Checkbox isSelected={row.isKept} onChange={(isKept) => onChange(keep(rows, row.line, isKept))}>
                <span className="visually-hidden">{t('classrooms.keepLine', { name: row.name })}</span>
                <span aria-hidden>{row.line}</span>
              </Checkbox>
            ),
          },
          { id: 'input', label: t('classrooms.colInput'), isRowHeader: true, cell: (row) => row.input },
          {
            id: 'name',
            label: t('classrooms.colShown'),
            cell: (row) => {
              const problem = problemOf(row, rows)
              const namesake = row.isKept ? row.namesakeOf : null
              return (
                <span className={styles.field}>
                  <TextField
                    label={t('classrooms.nameOfLine', { line: row.line })}
                    value={row.name}
                    onChange={(name) => onChange(mend(rows, row.line, name))}
                    isDisabled={!row.isKept && problem === null}
                    {...(namesake === null ? {} : { description: t('classrooms.namesake', { line: namesake }) })}
                    error={problem ? reasonText(problem) : null}
                  />
                </span>
              )
            },
          },
        ]}
      />
    </div>
  )
}

/** A row's reason in words, by the same catalogue as every other refusal. */
function useReasonText() {
  const { t } = useMessages()
  return (reason: string) => {
    switch (reason) {
      case 'row_empty':
      case 'row_too_long':
      case 'row_duplicate':
      case 'row_exists':
      case 'row_bad_characters':
        return t(`staff-errors.${reason}`)
      default:
        return t('errors.invalid_field')
    }
  }
}
