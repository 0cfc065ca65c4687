import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { officesQuery, type OfficeView } from '../data/offices.ts'

const hrefs = {
  desk: '/office',
  people: '/office/people',
  regions: '/office/regions',
  schools: '/office/schools',
  institutions: '/office/institutions',
  circulars: '/office/circulars',
  news: '/office/news',
  circles: '/office/circles',
  campaigns: '/office/campaigns',
  awards: '/office/awards',
  radar: '/office/radar',
  letters: '/office/letters',
}
type OfficeScreen = keyof typeof hrefs
const screens = [
  'desk',
  'people',
  'regions',
  'schools',
  'institutions',
  'circulars',
  'news',
  'circles',
  'campaigns',
  'awards',
  'radar',
  'letters',
] as const

interface FrameProps {
  at: OfficeScreen
  actions?: (view: { mayOpen: boolean }) => ReactNode
  children: (office: OfficeView['office']) => ReactNode
}

/** Of Europe's director one sees all offices, to look after them where nobody does; a desk and schools are of one's own. */
const isShown = (at: OfficeScreen, { can, posts, office }: OfficeView) => {
  if (at === 'institutions') return can.editSchools && office.countryCode !== null
  if (at === 'circulars') return can.write
  if (at === 'letters') return can.readLetters
  if (at === 'schools') return can.editSchools
  if (at === 'news') return can.editNews
  if (at === 'circles') return can.featureCircles
  if (at === 'campaigns' || at === 'awards') return can.read
  if (at === 'radar') return can.readRadar && office.countryCode !== null
  return at === 'desk' ? can.read : can.read || posts.length === 0
}

/** What the screens of an office share: which office, and the way from one to the other. */
export function OfficeFrame({ at, actions, children }: FrameProps) {
  const { t, locale } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(officesQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const offices = (data?.offices ?? []).filter((one) => isShown(at, one))
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
          <OtherScreens at={at} view={here} />
          {offices.length > 1 && (
            <Select
              label={t('offices.which')}
              options={offices.map(({ office }) => ({ id: office.id, label: office.name }))}
              value={here.office.id}
              onChange={setChosen}
            />
          )}
          <div key={here.office.id}>{children(here.office)}</div>
        </Stack>
      )}
    </>
  )
}

function OtherScreens({ at, view }: { at: OfficeScreen; view: OfficeView }) {
  const { t } = useMessages()
  const others = screens.filter((one) => one !== at && isShown(one, view))
  return (
    <nav aria-label={t('offices.screens')}>
      <Row>
        {others.map((one) => (
          <LinkButton key={one} href={hrefs[one]}>
            {t(`offices.${one}`)}
          </LinkButton>
        ))}
        <LinkButton href={`/figures?country=${view.office.countryCode ?? ''}`} variant="quiet">
          {t('offices.figures')}
        </LinkButton>
        <LinkButton href={`/offices/${view.office.countryCode ?? 'EU'}`} variant="quiet">
          {t('offices.publicPage')}
        </LinkButton>
      </Row>
    </nav>
  )
}
