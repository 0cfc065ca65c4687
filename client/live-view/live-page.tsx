import { useQuery } from '@tanstack/react-query'
import { Eye, Maximize, Minimize, Presentation, Timer } from 'lucide-react'
import { Suspense, useState } from 'react'
import { type LiveView, liveViewQuery } from '#client/data/live-view.ts'
import { peopleQuery } from '#client/data/people.ts'
import { projectQuery } from '#client/data/projects.ts'
import { useSpace } from '#client/live/use-space.ts'
import { formatSince } from '#client/locales/dates.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button, IconButton, LinkButton } from '#client/ui/button.tsx'
import { later } from '#client/ui/later.tsx'
import { PageHeading } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { EyesButton } from '#client/writing/eyes-button.tsx'
import styles from './live-view.module.css'
import { useFullScreen, useProjector } from './projector.ts'
import { Tile } from './tile.tsx'

const StartTimerDialog = later(() =>
  import('#client/timer/start-timer-dialog.tsx').then((module) => module.StartTimerDialog),
)

/** All groups of a project at once, for its teachers; and for a projector, without names. */
export function LivePage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const project = useQuery(projectQuery(projectId))
  const live = useQuery(liveViewQuery(projectId))
  const projector = useProjector()
  return (
    <div className={styles.screen}>
      <PageHeading
        title={t('live-view.title')}
        lead={projector.isOn ? project.data?.project.name : t('live-view.lead')}
        actions={<Tools projectId={projectId} projector={projector} />}
      />
      {live.data === undefined && live.error !== null && (
        <ErrorState error={live.error} onRetry={() => void live.refetch()} />
      )}
      {live.isPending && live.error === null && <Skeleton of="cards" count={12} />}
      {live.data !== undefined && (
        <Groups
          projectId={projectId}
          view={live.data}
          seenAt={live.dataUpdatedAt}
          isProjected={projector.isOn}
          isFailed={live.isError}
        />
      )}
    </div>
  )
}

function Tools({ projectId, projector }: { projectId: string; projector: ReturnType<typeof useProjector> }) {
  const { t } = useMessages()
  const [isSetting, setIsSetting] = useState(false)
  const full = useFullScreen()
  return (
    <>
      <OnlineButton icon={Timer} onPress={() => setIsSetting(true)}>
        {t('timer.set')}
      </OnlineButton>
      <EyesButton projectId={projectId} />
      <Button icon={projector.isOn ? Eye : Presentation} onPress={projector.toggle}>
        {t(projector.isOn ? 'live-view.projectorEnd' : 'live-view.projector')}
      </Button>
      {full !== null && (
        <IconButton
          variant="secondary"
          label={t(full.isFull ? 'live-view.fullScreenEnd' : 'live-view.fullScreen')}
          icon={full.isFull ? Minimize : Maximize}
          onPress={full.toggle}
        />
      )}
      {isSetting && (
        <Suspense fallback={null}>
          <StartTimerDialog projectId={projectId} onClose={() => setIsSetting(false)} />
        </Suspense>
      )}
    </>
  )
}

interface GroupsProps {
  projectId: string
  view: LiveView
  seenAt: number
  isProjected: boolean
  isFailed: boolean
}

function Groups({ projectId, view, seenAt, isProjected, isFailed }: GroupsProps) {
  const { t, locale } = useMessages()
  const people = useQuery(peopleQuery(projectId)).data
  const isOffline = useIsOffline()
  const isStale = isOffline || isFailed
  if (view.groups.length === 0)
    return (
      <EmptyState
        sentence={t('live-view.noGroups')}
        action={<LinkButton href={`/p/${projectId}/people`}>{t('live-view.makeGroups')}</LinkButton>}
      />
    )
  const byId = new Map([...(people?.former ?? []), ...(people?.members ?? [])].map((member) => [member.userId, member]))
  const groups = isProjected ? sortByName(view.groups, locale, (group) => group.name) : view.groups
  const isNobody = view.groups.every((group) => group.present.length === 0)
  return (
    <>
      {isStale && (
        <div className={styles.said}>
          <Notice
            tone="warn"
            role="status"
            title={t('live-view.stale', { when: formatSince(new Date(seenAt).toISOString(), locale) })}
          />
        </div>
      )}
      {isNobody && !isStale && <p className={styles.said}>{t('live-view.nobody')}</p>}
      <ul role="list" className={styles.tiles} aria-label={t('live-view.groups')} data-stale={isStale || undefined}>
        {groups.map((group) => (
          <Tile key={group.id} group={group} people={byId} isProjected={isProjected} at={seenAt} />
        ))}
      </ul>
    </>
  )
}
