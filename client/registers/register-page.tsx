import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type OwnOffice, ownOfficesQuery } from '#client/data/registers.ts'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { Doubles } from './doubles.tsx'
import { Imports } from './imports.tsx'
import { SchoolList } from './school-list.tsx'

/** The schools that an office looks after: to be looked for, and taken in from national registers. */
export function RegisterPage() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(ownOfficesQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const offices = data?.offices ?? []
  const office = offices.find(({ id }) => id === chosen) ?? offices[0]
  return (
    <>
      <PageHeading title={t('registers.title')} lead={office && <Where office={office} />} />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !office && <EmptyState sentence={t('registers.noOffice')} />}
      {office && (
        <Stack gap="l">
          {offices.length > 1 && (
            <Select
              label={t('registers.office')}
              options={offices.map(({ id, name }) => ({ id, label: name }))}
              value={office.id}
              onChange={setChosen}
            />
          )}
          <Tabs
            key={office.id}
            label={t('registers.title')}
            tabs={[
              { id: 'schools', label: t('registers.schools'), content: <SchoolList officeId={office.id} /> },
              { id: 'doubles', label: t('registers.doubles'), content: <Doubles officeId={office.id} /> },
              { id: 'imports', label: t('registers.imports'), content: <Imports office={office} /> },
            ]}
          />
        </Stack>
      )}
    </>
  )
}

function Where({ office }: { office: OwnOffice }) {
  const { t, locale } = useMessages()
  return office.countryCode === null ? t('registers.europe') : countryName(office.countryCode, locale)
}
