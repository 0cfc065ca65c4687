import { useQuery } from '@tanstack/react-query'
import { accompaniedHref } from '#client/data/accompaniment.ts'
import { approvalQuery, type ApprovalView } from '#client/data/approvals.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { ApprovalDeeds } from './approval-deeds.tsx'
import { ApprovalFacts } from './approval-facts.tsx'

const tones = { waiting: 'sun', question: 'sun', approved: 'brand', refused: 'danger', withdrawn: 'neutral' } as const

/** What is asked, of whom, what was said about it, and what one may do: for both sides. */
export function ApprovalPage() {
  const { t } = useMessages()
  const approvalId = useParam('approvalId')
  const { data, isPending, isError, error, refetch } = useQuery(approvalQuery(approvalId))
  const approval = data?.approval
  return (
    <>
      <PageHeading
        title={approval ? subjectName(approval) : t('approvals.title')}
        lead={approval && t('approvals.lead', { decider: approval.decider.name })}
        badges={approval && <Badge tone={tones[approval.state]}>{t(`approvals.state_${approval.state}`)}</Badge>}
      />
      {isPending && <Skeleton count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {approval && (
        <Stack gap="l">
          <ApprovalFacts approval={approval} />
          <Thread approval={approval} />
          <ApprovalDeeds approval={approval} />
          <ToNotes approval={approval} />
        </Stack>
      )}
    </>
  )
}

/** What the office has noted about the school or the project before. */
function ToNotes({ approval: { notesAt: officeId, subject } }: { approval: ApprovalView }) {
  const { t } = useMessages()
  const [school] = subject.schools
  if (officeId === null || school === undefined) return null
  const about = subject.project
    ? { officeId, kind: 'project' as const, id: subject.project.id }
    : { officeId, kind: 'school' as const, id: school.id }
  return (
    <div>
      <LinkButton href={accompaniedHref(about)}>
        {t('accompaniment.notesOf', { name: subject.project?.name ?? school.name })}
      </LinkButton>
    </div>
  )
}

const subjectName = ({ subject: { project, person, schools } }: ApprovalView) =>
  project?.name ?? person ?? schools[0]?.name ?? ''

function Thread({ approval: { thread, appeals } }: { approval: ApprovalView }) {
  const { t, locale } = useMessages()
  return (
    <Card title={t('approvals.thread')}>
      {appeals !== null && (
        <div>
          <LinkButton href={`/office/approvals/${appeals}`} variant="quiet">
            {t('approvals.before')}
          </LinkButton>
        </div>
      )}
      <Stack>
        {thread.map(({ step, at, text, author }) => (
          <article key={`${step} ${at} ${text}`}>
            <p>
              <strong>{t(`approvals.step_${step}`, { name: author ?? t('approvals.somebody') })}</strong>
              {' · '}
              {formatMoment(at, locale)}
            </p>
            {text !== '' && <p>{text}</p>}
          </article>
        ))}
      </Stack>
    </Card>
  )
}
