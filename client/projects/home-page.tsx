import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Globe, NotebookPen, Plus, School as SchoolIcon, UsersRound } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { Suspense } from 'react'
import { Link } from 'react-aria-components'
import { classroomsQuery } from '#client/data/classrooms.ts'
import type { ClassroomRow } from '#client/data/classrooms.ts'
import { homeQuery } from '#client/data/home.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { HomeNews } from '#client/news/home-news.tsx'
import { Foundings } from '#client/project-life/foundings.tsx'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Card, PageHeading, Shelf, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import styles from './home-page.module.css'
import { sortByName } from '../locales/languages.ts'
import { ProjectCard } from './project-card.tsx'
import { projectsQuery } from '#client/data/projects.ts'

/** Few have a placement: its code comes after the projects. */
const PlacementsAtHome = later(
  () => import('#client/placements/at-home.tsx').then((module) => module.PlacementsAtHome),
  Nothing,
)

/** Few write one. */
const HomeApplications = later(
  () => import('#client/recognition/home-applications.tsx').then((module) => module.HomeApplications),
  Nothing,
)

const HomeWaits = later(() => import('./home-network.tsx').then((module) => module.HomeWaits), Nothing)
const HomeNetwork = later(() => import('./home-network.tsx').then((module) => module.HomeNetwork), Nothing)

/** A teacher's start: the projects as notebooks, and the classrooms they teach. */
export function HomePage() {
  const { t } = useMessages()
  const user = useUser()
  const projects = useQuery(projectsQuery)
  const shown = projects.data?.projects ?? []
  return (
    <>
      <PageHeading
        title={t('projects.homeTitle')}
        lead={t('projects.homeLead', { name: user.displayName, school: user.school.name })}
        actions={
          user.can.foundProject &&
          shown.length > 0 && (
            <LinkButton href="/projects/new" variant="primary" icon={Plus}>
              {t('projects.found')}
            </LinkButton>
          )
        }
      />
      <Stack gap="l">
        <Foundings />
        <Suspense>
          <PlacementsAtHome />
        </Suspense>
        <BringClass />
        {user.can.askOffice && (
          <Suspense>
            <HomeWaits />
            <HomeApplications />
          </Suspense>
        )}
        {projects.isPending && <Skeleton of="cards" />}
        {projects.isError && <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />}
        {projects.isSuccess && shown.length === 0 && (user.can.foundProject ? <StartingPoints /> : <NoProject />)}
        {shown.length > 0 && <Projects />}
        {user.can.askOffice && (
          <Suspense>
            <HomeNetwork />
          </Suspense>
        )}
        <Classrooms />
        <HomeNews />
      </Stack>
    </>
  )
}

function NoProject() {
  const { t } = useMessages()
  return <EmptyState sentence={t('projects.noProjectYet')} />
}

function Projects() {
  const { t } = useMessages()
  const user = useUser()
  const { data } = useQuery(projectsQuery)
  const home = useQuery({ ...homeQuery, enabled: user.can.askOffice })
  const silentIn = (id: string) => home.data?.pulses.find(({ projectId }) => projectId === id)?.silent
  const newestFirst = (data?.projects ?? []).toSorted((a, b) => b.changedAt.localeCompare(a.changedAt))
  const current = newestFirst.filter((project) => project.state !== 'archived')
  const archived = newestFirst.filter((project) => project.state === 'archived')
  return (
    <>
      <Shelf>
        {current.map((project) => (
          <ProjectCard
            key={project.id}
            project={project}
            href={`/p/${project.id}/pages`}
            silent={silentIn(project.id)}
          />
        ))}
      </Shelf>
      {archived.length > 0 && (
        <section>
          <Stack>
            <h2>{t('projects.archivedShelf')}</h2>
            <Shelf>
              {archived.map((project) => (
                <ProjectCard key={project.id} project={project} href={`/p/${project.id}/pages`} />
              ))}
            </Shelf>
          </Stack>
        </section>
      )}
    </>
  )
}

const startingPoints = [
  { id: 'school', href: '/projects/new?kind=school', icon: SchoolIcon },
  { id: 'partner', href: '/projects/new?kind=european&start=with_partner', icon: Globe },
  { id: 'alone', href: '/projects/new?start=alone', icon: NotebookPen },
] as const

function StartingPoints() {
  const { t } = useMessages()
  return (
    <section className={styles.starting}>
      <h2>{t('projects.firstRun')}</h2>
      <div className={styles.points}>
        {startingPoints.map((point) => (
          <StartingPoint
            key={point.id}
            href={point.href}
            icon={point.icon}
            title={t(`projects.start_${point.id}`)}
            sentence={t(`projects.start_${point.id}_sentence`)}
          />
        ))}
      </div>
    </section>
  )
}

interface StartingPointProps {
  href: string
  icon: LucideIcon
  title: string
  sentence: string
}

function StartingPoint({ href, icon, title, sentence }: StartingPointProps) {
  return (
    <Link href={href} className={cx(styles.point)}>
      <span className={styles.pointIcon}>
        <Icon of={icon} size="l" />
      </span>
      <span className={styles.pointTitle}>{title}</span>
      <span>{sentence}</span>
      <Icon of={ArrowRight} />
    </Link>
  )
}

const ownOf = (rows: readonly ClassroomRow[] = []) => rows.filter((row) => row.isMine && !row.archivedAt)

/** What a new colleague does first: without a class nobody writes. */
function BringClass() {
  const { t } = useMessages()
  const user = useUser()
  const { data } = useQuery(classroomsQuery)
  if (!data || !user.can.createClassroom || ownOf(data.classrooms).length > 0) return null
  return (
    <Card
      title={t('projects.bringClass')}
      actions={
        <LinkButton href="/classrooms" variant="primary" icon={UsersRound}>
          {t('projects.makeClassroom')}
        </LinkButton>
      }
    >
      <p>{t('projects.noClassroom')}</p>
    </Card>
  )
}

function Classrooms() {
  const { t, locale } = useMessages()
  const { data, isPending } = useQuery(classroomsQuery)
  if (isPending) return <Skeleton of="rows" count={2} />
  const mine = ownOf(data?.classrooms)
  if (mine.length === 0) return null
  return (
    <Card
      title={t('projects.myClassrooms')}
      actions={
        <LinkButton href="/classrooms" variant="quiet">
          {t('projects.allClassrooms')}
        </LinkButton>
      }
    >
      <ul role="list" className={styles.classrooms}>
        {sortByName(mine, locale, (classroom) => classroom.name).map((classroom) => (
          <li key={classroom.id}>
            <Link href={`/classrooms/${classroom.id}`} className={cx(styles.classroom)}>
              <strong>{classroom.name}</strong>
              <span>{t('common.pupilCount', { count: classroom.pupilCount })}</span>
              <Icon of={ArrowRight} size="s" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
