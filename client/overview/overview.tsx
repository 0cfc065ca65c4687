import { useQuery } from '@tanstack/react-query'
import { type Overview as View, overviewQuery } from '#client/data/overview.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { useYearName } from '#client/team/team-facts.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import { ProjectTable, ThemeTable } from './projects.tsx'

/** Where on the school's page one decides about what waits. */
type WaitingPlace = 'staff' | 'teams' | 'reports'

interface OverviewProps {
  onOpen: (place: WaitingPlace) => void
}

/** The school for who has all of it before their eyes: what waits, what runs, who is who. */
export function Overview({ onOpen }: OverviewProps) {
  const { t } = useMessages()
  const yearName = useYearName()
  const { data, isPending, error, refetch } = useQuery(overviewQuery)
  if (isPending) return <Skeleton of="cards" count={4} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Stack gap="l">
      <Waiting view={data} onOpen={onOpen} />
      <Card title={t('overview.projects', { year: yearName(data.year) })}>
        <ProjectTable projects={data.projects} />
      </Card>
      <Card title={t('overview.themes')}>
        <ThemeTable projects={data.projects} />
      </Card>
      <Card title={t('team.without')}>
        <Without view={data} />
      </Card>
      <Card title={t('overview.classes', { count: data.classrooms.length })}>
        <Classes view={data} />
      </Card>
      <Card title={t('overview.staff', { count: data.staff.length })}>
        <Staff view={data} />
      </Card>
    </Stack>
  )
}

const places = { colleagues: 'staff', teams: 'teams', reports: 'reports' } as const
const waitingKinds = ['colleagues', 'teams', 'approvals', 'reports'] as const

function Waiting({ view: { waits, can }, onOpen }: OverviewProps & { view: View }) {
  const { t } = useMessages()
  const there = waitingKinds.filter((kind) => waits[kind] > 0)
  return (
    <Card title={t('overview.waits')}>
      {there.length === 0 && <p>{t('overview.waitsNone')}</p>}
      <Stack gap="s">
        {there.map((kind) => (
          <Row key={kind} isSpread>
            <span>{t(`overview.waits_${kind}`, { count: waits[kind] })}</span>
            {can.decide && kind !== 'approvals' && (
              <Button onPress={() => onOpen(places[kind])}>{t(`overview.open_${kind}`)}</Button>
            )}
          </Row>
        ))}
      </Stack>
      {there.length > 0 && !can.decide && <p>{t('overview.adminDecides')}</p>}
    </Card>
  )
}

function Without({ view: { without, classrooms } }: { view: View }) {
  const { t } = useMessages()
  if (classrooms.length === 0) return <p>{t('overview.classesNone')}</p>
  if (without.length === 0) return <p>{t('team.withoutNone')}</p>
  return (
    <Row gap="s">
      {without.map(({ id, name }) => (
        <Badge key={id} tone="warn">
          {name}
        </Badge>
      ))}
    </Row>
  )
}

const useList = () => {
  const { locale } = useMessages()
  const format = new Intl.ListFormat(regionOf(locale), { type: 'unit' })
  return (words: readonly string[]) => format.format(words)
}

function Classes({ view: { classrooms } }: { view: View }) {
  const { t, locale } = useMessages()
  const list = useList()
  if (classrooms.length === 0) return <p>{t('overview.classesNone')}</p>
  return (
    <Table
      label={t('overview.classes', { count: classrooms.length })}
      rows={classrooms}
      rowId={({ id }) => id}
      columns={[
        { id: 'name', label: t('common.classroom'), isRowHeader: true, cell: ({ name }) => name },
        {
          ...{ id: 'pupils', label: t('overview.pupils'), align: 'end' as const },
          cell: ({ pupils }) => pupils.toLocaleString(regionOf(locale)),
        },
        {
          ...{ id: 'teachers', label: t('overview.teachers') },
          cell: ({ teachers }) => (teachers.length === 0 ? t('overview.nobody') : list(teachers)),
        },
      ]}
    />
  )
}

function Staff({ view: { staff } }: { view: View }) {
  const { t } = useMessages()
  const list = useList()
  return (
    <Table
      label={t('overview.staff', { count: staff.length })}
      rows={staff}
      rowId={({ id }) => id}
      columns={[
        { id: 'name', label: t('people.name'), isRowHeader: true, cell: ({ displayName }) => displayName },
        {
          ...{ id: 'posts', label: t('schools.posts') },
          cell: ({ posts }) =>
            posts.length === 0 ? t('overview.noPost') : list(posts.map((post) => t('schools.post', { post }))),
        },
        {
          ...{ id: 'admin', label: t('people.role') },
          cell: ({ isSchoolAdmin }) => isSchoolAdmin && <Badge tone="brand">{t('schools.admin')}</Badge>,
        },
      ]}
    />
  )
}
