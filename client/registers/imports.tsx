import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import type { OfficeView } from '#client/data/offices.ts'
import { importsQuery, type RegisterImport } from '#client/data/registers.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { BeginImport } from './begin-import.tsx'
import { ImportSteps } from './import-steps.tsx'

/** Registers that the office took in, and the way to take one in. */
export function Imports({ office }: { office: OfficeView['office'] }) {
  const { t } = useMessages()
  const [open, setOpen] = useState<string | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const { data, isPending, error, refetch } = useQuery(importsQuery(office.id))
  if (open !== null)
    return (
      <ImportSteps
        key={open}
        ids={{ officeId: office.id, importId: open }}
        file={file}
        onFile={setFile}
        onBack={() => {
          setOpen(null)
          setFile(null)
        }}
      />
    )
  const begun = (importId: string, chosen: File) => {
    setFile(chosen)
    setOpen(importId)
  }
  const begin = <BeginButton office={office} onBegun={begun} />
  if (isPending) return <Skeleton of="rows" count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.imports.length === 0) return <EmptyState sentence={t('registers.noImports')} action={begin} />
  return (
    <Stack>
      <div>{begin}</div>
      <ImportTable imports={data.imports} onOpen={setOpen} />
    </Stack>
  )
}

function BeginButton({
  office,
  onBegun,
}: {
  office: OfficeView['office']
  onBegun: (importId: string, file: File) => void
}) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('registers.begin')}
      trigger={
        <Button variant="primary" icon={Upload}>
          {t('registers.begin')}
        </Button>
      }
    >
      {(close) => (
        <BeginImport
          office={office}
          onBegun={(importId, file) => {
            close()
            onBegun(importId, file)
          }}
        />
      )}
    </Dialog>
  )
}

function ImportTable({ imports, onOpen }: { imports: RegisterImport[]; onOpen: (importId: string) => void }) {
  const { t, locale } = useMessages()
  const columns: Column<RegisterImport>[] = [
    { id: 'file', label: t('registers.file'), isRowHeader: true, cell: ({ fileName }) => fileName },
    { id: 'day', label: t('registers.begun'), cell: ({ startedAt }) => formatDay(startedAt.slice(0, 10), locale) },
    { id: 'lines', label: t('registers.lines'), align: 'end', cell: ({ lines }) => Math.max(0, lines - 1) },
    { id: 'state', label: t('registers.state'), cell: ({ state }) => t('registers.stateIs', { state }) },
    {
      ...{ id: 'open', label: t('registers.open'), isLabelHidden: true },
      cell: ({ id, fileName }) => (
        <Button onPress={() => onOpen(id)}>
          {t('registers.open')}
          <span className="visually-hidden"> {fileName}</span>
        </Button>
      ),
    },
  ]
  return <Table label={t('registers.imports')} columns={columns} rows={imports} rowId={({ id }) => id} />
}
