import { useQuery } from '@tanstack/react-query'
import { useSpace } from '#client/live/use-space.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { type TeamView, teamQuery } from '#client/data/team.ts'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { SubjectTable } from './subject-table.tsx'
import { TeamFacts } from './team-facts.tsx'

/** Who teaches what in a project, and what the heads of its schools said. */
export function TeamPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const { data, isPending, isError, error, refetch } = useQuery(teamQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('team.title')}
        lead={t('team.lead')}
        back={{ href: `/p/${projectId}/people`, label: t('team.back') }}
      />
      {isPending && <Skeleton of="rows" count={5} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          {data.approvals.length > 0 && <Approvals view={data} />}
          <SubjectTable projectId={projectId} view={data} />
          <TeamFacts projectId={projectId} view={data} />
        </Stack>
      )}
    </>
  )
}

function Approvals({ view: { approvals } }: { view: TeamView }) {
  const { t, locale } = useMessages()
  const sentenceOf = ({ school, approvedAt, approvedBy }: TeamView['approvals'][number]) => {
    if (approvedAt === null) return t('team.waits', { school })
    const when = formatDate(approvedAt, locale)
    return approvedBy === null
      ? t('team.approvedGone', { school, when })
      : t('team.approved', { school, name: approvedBy, when })
  }
  return (
    <Card title={t('team.approvals')}>
      {approvals.map((one) => (
        <div key={one.schoolId}>
          <p>{sentenceOf(one)}</p>
          {one.note !== '' && <blockquote>{one.note}</blockquote>}
        </div>
      ))}
    </Card>
  )
}
