import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { accompaniedHref } from '#client/data/accompaniment.ts'
import { type OfficeSchool, officeSchoolsQuery } from '#client/data/registers.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'

/** Schools by code, name or town. */
export function SchoolList({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const [words, setWords] = useState('')
  const sought = useDeferredValue(words.trim())
  const { data, isPending, isError, error, refetch } = useQuery(officeSchoolsQuery(officeId, sought))
  const columns: Column<OfficeSchool>[] = [
    { id: 'name', label: t('registers.name'), isRowHeader: true, cell: (school) => <Name school={school} /> },
    { id: 'town', label: t('registers.town'), cell: ({ town }) => town },
    { id: 'region', label: t('registers.region'), cell: ({ region }) => region ?? t('registers.noRegion') },
    { id: 'code', label: t('registers.code'), cell: ({ nationalCode }) => nationalCode ?? t('registers.noCode') },
    { id: 'staff', label: t('registers.staff'), align: 'end', cell: ({ staff }) => staff },
    {
      ...{ id: 'notes', label: t('accompaniment.title'), isLabelHidden: true, align: 'end' },
      cell: ({ id, name }) => (
        <LinkButton
          href={accompaniedHref({ officeId, kind: 'school', id })}
          variant="quiet"
          aria-label={t('accompaniment.notesOf', { name })}
        >
          {t('accompaniment.notes')}
        </LinkButton>
      ),
    },
  ]
  return (
    <Stack>
      <SearchField label={t('registers.search')} isWide value={words} onChange={setWords} />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p role="status">
            {data.hasMore
              ? t('registers.foundMore', { count: data.schools.length })
              : t('registers.found', { count: data.schools.length })}
          </p>
          {data.schools.length === 0 ? (
            <EmptyState sentence={sought === '' ? t('registers.noSchools') : t('registers.foundNone')} />
          ) : (
            <Table label={t('registers.schools')} columns={columns} rows={data.schools} rowId={({ id }) => id} />
          )}
        </>
      )}
    </Stack>
  )
}

function Name({ school }: { school: OfficeSchool }) {
  const { t } = useMessages()
  return (
    <Row gap="s">
      <span>{school.name}</span>
      {school.mergedInto !== null && <Badge>{t('registers.merged')}</Badge>}
      {school.mergedInto === null && school.isClosed && <Badge>{t('registers.closed')}</Badge>}
    </Row>
  )
}
