import { useQuery } from '@tanstack/react-query'
import { DoorClosed } from 'lucide-react'
import { projectsQuery } from '#client/data/projects.ts'
import { rulesQuery } from '#client/data/writing-rules.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { SanctionAppeal } from '#client/session/sanction-appeal.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'

/** No line is open that would tell of the end. */
const askEveryMs = 15_000

/** In place of a project that one is kept away from: until when, by whom and why, and the way to another teacher. */
export function AwayScreen({ project }: { project: { id: string; name: string } }) {
  const { t, locale } = useMessages()
  const rules = useQuery({ ...rulesQuery(project.id), refetchInterval: askEveryMs })
  // That it is over, the list of projects says.
  useQuery({ ...projectsQuery, refetchInterval: askEveryMs })
  const rule = rules.data?.rules.find(({ mode }) => mode === 'away')
  return (
    <Stack>
      <PageHeading title={t('writing.awayTitle', { project: project.name })} />
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Skeleton of="rows" count={2} />}
      {rule?.until != null && (
        <Notice
          tone="ice"
          icon={DoorClosed}
          role="status"
          title={t('writing.awayUntil', {
            by: rule.by || t('writing.aTeacher'),
            until: formatMoment(rule.until, locale),
          })}
        >
          {rule.reason !== null && <p dir="auto">{t('writing.awayReason', { reason: rule.reason })}</p>}
          <p>{t('writing.awaySafe')}</p>
          <SanctionAppeal projectId={project.id} rule={rule} />
        </Notice>
      )}
    </Stack>
  )
}
