import { useQuery } from '@tanstack/react-query'
import { type SchoolTeam, type SchoolTeamsView, schoolTeamsQuery } from '#client/data/team.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import { HeadCell } from './head-cell.tsx'
import { themes, useYearName } from './team-facts.tsx'

/** All teams of the school by year and theme: what runs, and which classes are in none. */
export function SchoolTeams() {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(schoolTeamsQuery)
  if (isPending) return <Skeleton of="rows" count={5} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const years = [...new Set(data.teams.map(({ year }) => year))].toSorted((one, other) => other - one)
  return (
    <Stack gap="l">
      <Without view={data} />
      {years.length === 0 && <EmptyState sentence={t('team.schoolNone')} />}
      {years.map((year) => (
        <Year key={year} year={year} view={data} />
      ))}
    </Stack>
  )
}

function Without({ view: { without } }: { view: SchoolTeamsView }) {
  const { t } = useMessages()
  return (
    <Card title={t('team.without')}>
      {without.length === 0 ? (
        <p>{t('team.withoutNone')}</p>
      ) : (
        <Row gap="s">
          {without.map(({ id, name }) => (
            <Badge key={id} tone="warn">
              {name}
            </Badge>
          ))}
        </Row>
      )}
    </Card>
  )
}

const orderOf = ({ theme }: SchoolTeam) => (theme === null ? themes.length : themes.indexOf(theme))

function Year({ year, view }: { year: number; view: SchoolTeamsView }) {
  const { t } = useMessages()
  const yearName = useYearName()
  const columns = useColumns(view.can.approve)
  const teams = view.teams.filter((team) => team.year === year).toSorted((one, other) => orderOf(one) - orderOf(other))
  const label = t('team.yearHeading', { year: yearName(year) })
  return (
    <Card title={label}>
      <Table label={label} columns={columns} rows={teams} rowId={({ projectId }) => projectId} />
    </Card>
  )
}

function useColumns(mayApprove: boolean): Column<SchoolTeam>[] {
  const { t } = useMessages()
  return [
    {
      ...{ id: 'project', label: t('team.project'), isRowHeader: true },
      cell: ({ publicTitle, name }) => publicTitle || name,
    },
    {
      ...{ id: 'theme', label: t('team.theme') },
      cell: ({ theme }) => (theme === null ? t('team.noTheme') : t(`team.theme_${theme}`)),
    },
    {
      ...{ id: 'subjects', label: t('team.subjectsOf') },
      cell: ({ subjects }) =>
        subjects
          .map(({ subject, teacher, isGone, hours }) =>
            [subject, isGone ? null : teacher, hours > 0 ? t('team.hoursOf', { hours }) : null]
              .filter(Boolean)
              .join(', '),
          )
          .join(' · '),
    },
    {
      ...{ id: 'classes', label: t('team.classes') },
      cell: ({ classrooms }) => classrooms.map(({ name, pupils }) => t('team.classOf', { name, pupils })).join(', '),
    },
    { id: 'state', label: t('team.state'), cell: ({ state }) => t(`team.state_${state}`) },
    {
      ...{ id: 'head', label: t('team.head') },
      cell: (team) => <HeadCell team={team} mayApprove={mayApprove} />,
    },
  ]
}
