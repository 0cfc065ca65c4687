import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useRef } from 'react'
import { type DeskItem, deskQuery, useDecide } from '#client/data/desk.ts'
import { type Member, peopleQuery } from '#client/data/people.ts'
import { reportsQuery, waitingIn } from '#client/data/reports.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ReportList } from '#client/reports/report-list.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { useParam } from '#client/ui/use-param.ts'
import styles from './desk.module.css'
import { RulesButton } from '#client/writing/rules-button.tsx'
import { DeskLine } from './desk-line.tsx'

/** Whose words one reads, one may want to bind or free several of. */
const severalTarget = { kind: 'several' } as const

/** All that a teacher looks after in a project: what waits to be read first, and what was reported. */
export function DeskPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const desk = useQuery(deskQuery(projectId))
  const reports = useQuery(reportsQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('desk.title')}
        lead={t('desk.lead')}
        actions={<RulesButton projectId={projectId} target={severalTarget} />}
      />
      <Tabs
        label={t('desk.title')}
        selected={pathname.endsWith('/reports') ? 'reports' : 'desk'}
        onChange={(id) => void navigate({ to: `/p/$projectId/${id}`, params: { projectId } })}
        tabs={[
          {
            id: 'desk',
            label: t('desk.waiting'),
            count: desk.data?.items.length ?? 0,
            content: <Waiting projectId={projectId} />,
          },
          {
            id: 'reports',
            label: t('reports.title'),
            count: waitingIn(reports.data?.reports),
            content: <ReportList query={reports} hasLinks />,
          },
        ]}
      />
    </>
  )
}

function Waiting({ projectId }: { projectId: string }) {
  const desk = useQuery(deskQuery(projectId))
  const people = useQuery(peopleQuery(projectId))
  const failed = [desk, people].find(({ isError, data }) => isError && data === undefined)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!desk.data || !people.data) return <Skeleton of="rows" count={4} />
  return <DeskList projectId={projectId} items={desk.data.items} members={people.data.members} />
}

interface DeskListProps {
  projectId: string
  items: readonly DeskItem[]
  members: readonly Member[]
}

function DeskList({ projectId, items, members }: DeskListProps) {
  const { t } = useMessages()
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  const memberOf = new Map(members.map((member) => [member.userId, member]))
  const [own, others] = [items.filter(({ isOwn }) => isOwn), items.filter(({ isOwn }) => !isOwn)]
  if (items.length === 0) return <EmptyState sentence={t('desk.empty')} />
  const parts = [
    { title: t('desk.own'), items: own },
    { title: t('desk.others'), items: others },
  ]
  return (
    <div ref={box}>
      <Stack gap="l">
        {parts.map(
          (part) =>
            part.items.length > 0 && (
              <section key={part.title} aria-label={part.title}>
                <Stack>
                  {others.length > 0 && <h2>{part.title}</h2>}
                  <ApproveByPupil projectId={projectId} items={part.items} memberOf={memberOf} />
                  <ul role="list" className={styles.list}>
                    {part.items.map((item) => (
                      <DeskLine key={item.id} projectId={projectId} item={item} memberOf={memberOf} />
                    ))}
                  </ul>
                </Stack>
              </section>
            ),
        )}
      </Stack>
    </div>
  )
}

interface ByPupilProps {
  projectId: string
  items: readonly DeskItem[]
  memberOf: ReadonlyMap<string, Member>
}

/** Everything of one pupil at once, where several things of theirs wait. */
function ApproveByPupil({ projectId, items, memberOf }: ByPupilProps) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const several = [...new Set(items.map(({ authorId }) => authorId))]
    .map((authorId) => ({
      authorId,
      theirs: items.filter((item) => item.authorId === authorId && item.kind !== 'appeal'),
    }))
    .filter(({ theirs }) => theirs.length > 1)
  if (several.length === 0) return null
  return (
    <Stack gap="s">
      {decide.isError && <ErrorState error={decide.error} />}
      <Row gap="s">
        {several.map(({ authorId, theirs }) => (
          <OnlineButton
            key={authorId}
            icon={Check}
            isPending={decide.isPending}
            onPress={() =>
              runChange(
                decide,
                { items: theirs, decision: 'approve' },
                { onSuccess: () => toast(t('desk.approvedMany', { count: theirs.length })) },
              )
            }
          >
            {t('desk.approveAll', { count: theirs.length, name: memberOf.get(authorId)?.name ?? '–' })}
          </OnlineButton>
        ))}
      </Row>
    </Stack>
  )
}
