import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CalendarRange } from 'lucide-react'
import { planQuery, useMakePlan } from '#client/data/plan.ts'
import type { Project } from '#client/data/projects.ts'
import { subjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { runChange } from '#client/ui/run-change.ts'

/** The way to the plan of a project, for whoever may read it; made on first asking, with the subjects of the project. */
export function PlanEntry({ project }: { project: Project }) {
  const { t } = useMessages()
  const { data, error, refetch } = useQuery(planQuery(project.id))
  const making = useMakePlan(project.id)
  const navigate = useNavigate()
  // Also for whom only steps and tasks would stand there: it is the same answer.
  if (data === undefined && error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data?.view !== 'whole' || (data.documentId === null && !data.can.make)) return null
  // Some are ids, others somebody's own words.
  const lanes = project.subjects.map((subject) => {
    const known = subjects.find((id) => id === subject)
    return known === undefined ? subject : t(`projects.subject_${known}`)
  })
  const make = () =>
    runChange(making, lanes, {
      onSuccess: ({ documentId }) => void navigate({ to: '/board/$documentId', params: { documentId } }),
    })
  return (
    <Card title={t('boards.layout_plan')}>
      <Row isSpread>
        <p>{t('plan.about')}</p>
        {data.documentId === null ? (
          <OnlineButton icon={CalendarRange} isPending={making.isPending} onPress={make}>
            {t('plan.make')}
          </OnlineButton>
        ) : (
          <LinkButton icon={CalendarRange} href={`/board/${data.documentId}`}>
            {t('plan.open')}
          </LinkButton>
        )}
      </Row>
    </Card>
  )
}
