import { Hourglass, Lock, Archive, MessagesSquare } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useUnread } from '#client/data/chat-unread.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { cx } from '#client/ui/cx.ts'
import { Row } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { formatSince } from '../locales/dates.ts'
import styles from './project-card.module.css'
import type { ProjectCard as ProjectCardView } from '#client/data/projects.ts'
import type { LifeView } from '#client/data/project-life.ts'
import type { ProjectState } from '#client/data/projects.ts'

interface ProjectCardProps {
  project: ProjectCardView
  href: string
  /** Schools of which nobody has written for as long as the pact says. */
  silent?: LifeView['silent'] | undefined
}

/** A project on the shelf: its notebook, and under it who is in it and when something last happened. */
export function ProjectCard({ project, href, silent = [] }: ProjectCardProps) {
  const { t, locale } = useMessages()
  return (
    <article className={styles.card}>
      <Link href={href} className={cx(styles.link)} aria-describedby={`about-${project.id}`}>
        <Cover
          title={project.name}
          colour={project.cover}
          seed={project.id}
          subtitle={t(`projects.kind_${project.kind}`)}
          isArchived={project.state === 'archived'}
        />
      </Link>
      <div id={`about-${project.id}`} className={styles.about}>
        <Row gap="s">
          {project.schools.map((school) => (
            <SchoolChip key={school.id} school={school} size="tile" />
          ))}
          <ProjectStateBadge state={project.state} />
          <Unread projectId={project.id} />
        </Row>
        <p>
          {t('common.memberCount', { count: project.memberCount })} ·{' '}
          {t('common.pageCount', { count: project.pageCount })}
        </p>
        <p>{t('projects.changed', { when: formatSince(project.changedAt, locale) })}</p>
        {silent.map(({ schoolId, name, isOwn, weeks }) => (
          <p key={schoolId}>
            {t(isOwn ? 'project-life.silentOwn' : 'project-life.silent', { school: name, count: weeks })}
          </p>
        ))}
      </div>
    </article>
  )
}

/** What waits in the chat, and the way there. */
function Unread({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const count = useUnread(projectId)
  if (count === 0) return null
  return (
    <Link href={`/p/${projectId}/chat`} className={cx(styles.unread)}>
      <Badge tone="sun" icon={MessagesSquare}>
        {t('projects.unread', { count })}
      </Badge>
    </Link>
  )
}

const stateIcons = {
  waiting_partner: Hourglass,
  waiting_office: Hourglass,
  draft: Hourglass,
  closed: Lock,
  archived: Archive,
}

/** Nothing for an open project: open is what one expects. */
export function ProjectStateBadge({ state }: { state: ProjectState }) {
  const { t } = useMessages()
  if (state === 'open') return null
  const isWaiting = state === 'waiting_partner' || state === 'waiting_office'
  return (
    <Badge tone={isWaiting ? 'warn' : 'neutral'} icon={stateIcons[state]}>
      {t(`projects.state_${state}`)}
    </Badge>
  )
}
