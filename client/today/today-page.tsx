import { useQuery } from '@tanstack/react-query'
import { ClipboardCheck, Mic, PenLine } from 'lucide-react'
import { Suspense } from 'react'
import { DocumentBadges } from '#client/documents/document-badges.tsx'
import { NewDocumentButton } from '#client/documents/new-document-button.tsx'
import { PageShelf } from '#client/documents/document-card.tsx'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { documentHref } from '#client/data/kinds.ts'
import { documentsQuery } from '#client/data/documents.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import { pageToGoOn, shelve } from '#client/documents/shelves.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSince } from '#client/locales/dates.ts'
import type { Project, ProjectCard } from '#client/data/projects.ts'
import { usePupilProject } from '#client/session/pupil-project.ts'
import { projectQuery } from '#client/data/projects.ts'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import styles from './today-page.module.css'

/** What comes is read after what is there to go on with: its code comes after that, too. */
const OwnPlanCard = later(() => import('#client/plan/own-plan.tsx').then((module) => module.OwnPlanCard), Nothing)

/** A pupil's day: the one page to go on with, under one big button. */
export function TodayPage() {
  const { t } = useMessages()
  const user = useUser()
  const { here, query } = usePupilProject()
  return (
    <>
      <PageHeading title={t('today.hello', { name: firstName(user.displayName) })} />
      {query.isPending && <Skeleton of="cards" count={2} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !here && <EmptyState sentence={t('today.noProject')} />}
      <Stack gap="l">{here && <ProjectDay key={here.id} card={here} />}</Stack>
    </>
  )
}

const firstName = (displayName: string) => displayName.split(' ')[0] ?? displayName

function ProjectDay({ card }: { card: ProjectCard }) {
  useSpace(card.id)
  const project = useQuery(projectQuery(card.id))
  const documents = useQuery(documentsQuery(card.id))
  const error = project.error ?? documents.error
  if (error)
    return <ErrorState error={error} onRetry={() => void Promise.all([project.refetch(), documents.refetch()])} />
  if (!project.data || !documents.data) return <Skeleton of="cards" count={2} />
  return (
    <Day
      card={card}
      project={project.data.project}
      rows={documents.data.documents}
      canStart={documents.data.can.create}
    />
  )
}

interface DayProps {
  card: ProjectCard
  project: Project
  rows: readonly DocumentRow[]
  canStart: boolean
}

/** An oral about a project is a matter of the last years of lower secondary school. */
const oralAge = 12

function Day({ card, project, rows, canStart }: DayProps) {
  const { t } = useMessages()
  const shelves = shelve(rows, project.group?.id ?? null)
  const next = pageToGoOn(shelves)
  const user = useUser()
  const isOldEnough = (user.classroom?.ageFrom ?? 0) >= oralAge
  const others = (shelf: readonly DocumentRow[]) => shelf.filter((row) => row.id !== next?.id)
  return (
    <>
      {project.state === 'closed' && <Notice title={t('today.closed')} />}
      {next ? (
        <GoOn row={next} card={card} />
      ) : (
        <EmptyState
          sentence={t(emptyReason(project, shelves.mine))}
          action={
            canStart &&
            project.group && <NewDocumentButton project={project} canForAll={false} label={t('documents.startFirst')} />
          }
        />
      )}
      <Suspense>
        <OwnPlanCard projectId={card.id} />
      </Suspense>
      {project.group && (
        <PageShelf title={t('today.groupPages', { group: project.group.name })} rows={others(shelves.mine)} />
      )}
      {project.can.seeRubric && (
        <div>
          <LinkButton href={`/p/${project.id}/judgements`} icon={ClipboardCheck}>
            {t('today.assess')}
          </LinkButton>
        </div>
      )}
      <PageShelf title={t('documents.forProject')} rows={others(shelves.project)} />
      {isOldEnough && (
        <Row>
          <LinkButton href={`/p/${project.id}/oral/${user.id}`} icon={Mic}>
            {t('today.oral')}
          </LinkButton>
        </Row>
      )}
    </>
  )
}

function emptyReason(project: Project, mine: readonly DocumentRow[]) {
  if (mine.some((row) => row.state === 'frozen')) return 'today.allFrozen'
  return project.group ? 'today.nothingDue' : 'today.noGroup'
}

/** The notebook lies open: its cover, the page on top of it, one button. */
function GoOn({ row, card }: { row: DocumentRow; card: ProjectCard }) {
  const { t, locale } = useMessages()
  return (
    <section className={styles.goOn} aria-labelledby="go-on">
      <div className={styles.cover}>
        <Cover title={card.name} colour={card.cover} seed={card.id} subtitle={row.group?.name} />
      </div>
      <div className={styles.page}>
        <p className={styles.kicker}>{row.group ? t('today.yourGroup', { group: row.group.name }) : card.name}</p>
        <h2 id="go-on" className={styles.title}>
          <DocumentTitle of={row} />
        </h2>
        <Row gap="s">
          <span>{t('documents.changed', { when: formatSince(row.changedAt, locale) })}</span>
          <DocumentBadges row={row} />
        </Row>
        <div>
          <LinkButton href={documentHref(row)} variant="primary" size="l" icon={PenLine}>
            {t('today.writeOn', { title: row.title })}
          </LinkButton>
        </div>
      </div>
    </section>
  )
}
