import { useQuery } from '@tanstack/react-query'
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
        </Stack>
      )}
    </>
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
