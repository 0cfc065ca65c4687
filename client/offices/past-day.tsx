import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { officeSchoolsQuery } from '#client/data/registers.ts'
import { formatDay } from '#client/locales/dates.ts'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { officesQuery, regionsQuery, schoolOnQuery } from '../data/offices.ts'

/** What was so on a day: of a school, and whom one found in the regions. Who was what at the office has its own screen. */
export function PastDay({ officeId }: { officeId: string }) {
  const { t } = useMessages()
  const { data } = useQuery(officesQuery)
  const [day, setDay] = useState('')
  const here = data?.offices.find(({ office }) => office.id === officeId)
  return (
    <Stack gap="l">
      <Row>
        <TextField label={t('offices.on')} type="date" value={day} onChange={setDay} />
      </Row>
      {here?.can.editSchools && <SchoolOnDay officeId={officeId} day={day} />}
      {here && here.office.countryCode !== null && <RegionsOnDay officeId={officeId} day={day} />}
    </Stack>
  )
}

interface OnDayProps {
  officeId: string
  day: string
}

/** So many are offered; whoever looks for another types on. */
const mostOffered = 10

function SchoolOnDay({ officeId, day }: OnDayProps) {
  const { t } = useMessages()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const sought = useDeferredValue(words.trim())
  const { data, isError, error, refetch } = useQuery({
    ...officeSchoolsQuery(officeId, sought),
    enabled: sought !== '',
  })
  const schools = sought === '' ? [] : (data?.schools ?? []).slice(0, mostOffered)
  return (
    <Card title={t('offices.pastSchool')}>
      <Stack>
        <SearchField label={t('registers.search')} isWide value={words} onChange={setWords} />
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        <Row gap="s">
          {schools.map(({ id, name, town }) => (
            <Button key={id} variant="quiet" aria-pressed={id === chosen} onPress={() => setChosen(id)}>
              {[name, town].join(', ')}
            </Button>
          ))}
        </Row>
        {sought !== '' && data?.schools.length === 0 && <EmptyState sentence={t('registers.foundNone')} />}
        <div aria-live="polite">
          {chosen !== null && <SchoolFacts officeId={officeId} schoolId={chosen} day={day} />}
        </div>
      </Stack>
    </Card>
  )
}

function SchoolFacts({ officeId, schoolId, day }: OnDayProps & { schoolId: string }) {
  const { t, locale } = useMessages()
  const { data, isPending, error, refetch } = useQuery(schoolOnQuery(officeId, schoolId, day))
  if (isPending) return <Skeleton of="rows" count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { on, school, region, membership, head, registered } = data
  const country = countryName(school.countryCode, locale)
  const counts = registered
    .filter(({ count }) => count > 0)
    .map(({ post, count }) => t('offices.pastCount', { post: t('schools.post', { post }), count }))
  return (
    <>
      <h3>{t('offices.pastOf', { school: school.name, day: formatDay(on, locale) })}</h3>
      <ul>
        <li>{region === null ? t('registers.noRegion') : t('offices.pastRegion', { region })}</li>
        <li>{t('offices.pastMembership', { country, membership })}</li>
        <li>{head === null ? t('offices.pastNoHead') : t('offices.pastHead', { name: head })}</li>
        <li>
          {counts.length === 0 ? t('offices.pastNobody') : t('offices.pastRegistered', { counts: counts.join(', ') })}
        </li>
      </ul>
    </>
  )
}

function RegionsOnDay({ officeId, day }: OnDayProps) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(regionsQuery(officeId, day))
  return (
    <Card title={t('offices.regions')}>
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.regions.length === 0 && <EmptyState sentence={t('offices.noRegions')} />}
      {data && data.regions.length > 0 && (
        <ul>
          {data.regions.map(({ id, name, correspondents, contacts }) => (
            <li key={id}>
              <strong>{name}</strong>{' '}
              {[
                ...correspondents.map(
                  ({ displayName }) => `${t('offices.postName', { post: 'correspondent' })} ${displayName}`,
                ),
                ...contacts.map((contact) => `${t(`offices.contact_${contact.kind}`)} ${contact.name}`),
              ].join(', ') || t('offices.pastRegionNobody')}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
