import { useState } from 'react'
import { type ImportIds, type RegisterImport, useBringFile } from '#client/data/registers.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import styles from './registers.module.css'

const fields = ['code', 'name', 'town', 'region', 'address', 'postcode', 'level', 'status', 'closedOn'] as const
type Field = (typeof fields)[number]
type Columns = Partial<Record<Field, number[]>>

const needed: readonly Field[] = ['code', 'name', 'town']

interface ColumnFormProps {
  view: RegisterImport
  ids: ImportIds
  file: File | null
  onFile: (file: File) => void
}

/** Second step: which column is what, with the first line beside it; then the file is brought. */
export function ColumnForm({ view, ids, file, onFile }: ColumnFormProps) {
  const { t } = useMessages()
  const [columns, setColumns] = useState<Columns>(view.columns)
  const { bring, sent } = useBringFile(ids)
  const isBegun = view.nextPiece > 0
  const problems = Object.fromEntries(
    needed.map((field) => [field, !columns[field] && t('registers.columnMissing')] as const),
  )
  const send = () => file && bring.mutate({ file, next: view.nextPiece, columns })
  return (
    <OnlineForm
      problems={{ ...problems, file: file === null && t('registers.fileMissing') }}
      sending={bring}
      submitLabel={isBegun ? t('registers.goOn') : t('registers.bring')}
      isDisabled={file === null}
      onSubmit={send}
    >
      <p>{view.format === null ? t('registers.notKnown') : t('registers.known', { format: view.format })}</p>
      {!isBegun && (
        <div className={styles.columns}>
          {fields.map((field) => (
            <ColumnSelect
              key={field}
              field={field}
              view={view}
              value={columns[field]}
              onChange={(places) => setColumns(withPlaces(columns, field, places))}
            />
          ))}
        </div>
      )}
      {file === null && (
        <Row>
          <FileButton accept={['.csv', '.tsv', '.txt']} onFiles={([one]) => one && onFile(one)}>
            {t('registers.chooseAgain', { file: view.fileName })}
          </FileButton>
        </Row>
      )}
      {bring.isPending && (
        <progress className={styles.progress} aria-label={t('registers.bring')} max={1} value={sent} />
      )}
    </OnlineForm>
  )
}

function withPlaces(columns: Columns, field: Field, places: number[] | null): Columns {
  const { [field]: _, ...others } = columns
  return places === null ? others : { ...others, [field]: places }
}

interface ColumnSelectProps {
  field: Field
  view: RegisterImport
  value: number[] | undefined
  onChange: (places: number[] | null) => void
}

/** A known register may have several columns for one thing: they stay together until another one is chosen. */
function ColumnSelect({ field, view, value, onChange }: ColumnSelectProps) {
  const { t } = useMessages()
  const several =
    value && value.length > 1 ? [{ id: 'several', label: value.map((at) => view.head[at]).join(', ') }] : []
  const options = [
    { id: 'none', label: t('registers.noColumn') },
    ...several,
    ...view.head.map((label, at) => ({
      id: String(at),
      label: label || t('registers.columnNumber', { number: at + 1 }),
    })),
  ]
  const chosen = value === undefined ? 'none' : value.length > 1 ? 'several' : String(value[0])
  const example = (value ?? [])
    .map((at) => view.samples[0]?.[at] ?? '')
    .filter(Boolean)
    .join(', ')
  return (
    <Select
      path={field}
      label={t('registers.field', { field })}
      description={example === '' ? undefined : t('registers.example', { example })}
      options={options}
      value={chosen}
      onChange={(id) => id !== 'several' && onChange(id === 'none' ? null : [Number(id)])}
    />
  )
}
