import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { officesQuery } from '../data/offices.ts'

interface FrameProps {
  at: 'people' | 'regions'
  actions?: (view: { mayOpen: boolean }) => ReactNode
  children: (officeId: string) => ReactNode
}

/** What the screens of an office share: which office, and the way from one to the other. */
export function OfficeFrame({ at, actions, children }: FrameProps) {
  const { t, locale } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(officesQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const offices = data?.offices ?? []
  const own = offices.find(({ posts }) => posts.length > 0) ?? offices[0]
  const here = offices.find(({ office }) => office.id === chosen) ?? own
  const place =
    here && (here.office.countryCode === null ? t('offices.europe') : countryName(here.office.countryCode, locale))
  return (
    <>
      <PageHeading
        title={t(`offices.${at}`)}
        lead={here && `${here.office.name}, ${place}`}
        actions={data && actions?.({ mayOpen: data.can.open })}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !here && <EmptyState title={t('offices.noneTitle')} sentence={t('offices.none')} />}
      {here && (
        <Stack gap="l">
          <Row>
            <LinkButton href={at === 'people' ? '/office/regions' : '/office/people'}>
              {t(at === 'people' ? 'offices.regions' : 'offices.people')}
            </LinkButton>
            <LinkButton href={`/offices/${here.office.countryCode ?? 'EU'}`} variant="quiet">
              {t('offices.publicPage')}
            </LinkButton>
          </Row>
          {offices.length > 1 && (
            <Select
              label={t('offices.which')}
              options={offices.map(({ office }) => ({ id: office.id, label: office.name }))}
              value={here.office.id}
              onChange={setChosen}
            />
          )}
          <div key={here.office.id}>{children(here.office.id)}</div>
        </Stack>
      )}
    </>
  )
}
