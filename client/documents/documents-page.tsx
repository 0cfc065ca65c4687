import { useQuery } from '@tanstack/react-query'
import { Package, ScrollText } from 'lucide-react'
import { Suspense, useState } from 'react'
import { OwnPlanCard } from '#client/plan/own-plan.tsx'
import { PlanEntry } from '#client/plan/plan-entry.tsx'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Project } from '#client/data/projects.ts'
import { useParam } from '#client/ui/use-param.ts'
import { projectQuery } from '#client/data/projects.ts'
import { useUser } from '#client/session/session.ts'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { later, Nothing } from '#client/ui/later.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { BringClass } from './bring-class.tsx'
import { Matrix } from './matrix.tsx'
import { NewDocumentButton } from './new-document-button.tsx'
import { PageShelf } from './document-card.tsx'
import { documentsQuery } from '#client/data/documents.ts'
import type { DocumentsView } from '#client/data/documents.ts'
import { shelve } from './shelves.ts'
import { TeacherList } from './teacher-list.tsx'

// For teachers alone: no pupil loads it.
const LifeLine = later(() => import('#client/project-life/life-line.tsx').then((module) => module.LifeLine), Nothing)

/** The pages of a project: a shelf for pupils, a list and a matrix for teachers. */
export function DocumentsPage() {
  const { t } = useMessages()
  const user = useUser()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const project = useQuery(projectQuery(projectId))
  const documents = useQuery(documentsQuery(projectId))
  const error = project.error ?? documents.error
  const isPupil = user.kind === 'pupil'
  // A circle is no plan for pupils: nothing is said of it to an office, and nothing handed out.
  const isCircle = project.data?.project.kind === 'circle'
  return (
    <>
      <PageHeading
        title={t(isPupil ? 'documents.ourPages' : 'common.pages')}
        lead={project.data?.project.name}
        actions={
          project.data &&
          (documents.data?.can.create || !isPupil) && (
            <Row gap="s">
              {!isPupil && !isCircle && project.data.project.role !== 'guest' && (
                <LinkButton href={`/p/${projectId}/dossier`} variant="quiet" icon={ScrollText}>
                  {t('documents.dossier')}
                </LinkButton>
              )}
              {!isCircle && documents.data?.can.createForProject && (
                <LinkButton href={`/p/${projectId}/kits`} variant="quiet" icon={Package}>
                  {t('documents.kits')}
                </LinkButton>
              )}
              {documents.data?.can.create && (
                <NewDocumentButton
                  project={project.data.project}
                  canForAll={documents.data.can.createForProject}
                  label={t('documents.start')}
                />
              )}
            </Row>
          )
        }
      />
      {error && <ErrorState error={error} onRetry={() => void Promise.all([project.refetch(), documents.refetch()])} />}
      {(project.isPending || documents.isPending) && !error && <Skeleton of={isPupil ? 'cards' : 'rows'} count={6} />}
      {project.data && documents.data && (
        <Stack gap="l">
          <ReasonNotice project={project.data.project} />
          {project.data.project.can.edit && (
            <Suspense fallback={null}>
              <LifeLine project={project.data.project} />
            </Suspense>
          )}
          {project.data.project.can.editPeople && <BringClass project={project.data.project} />}
          <PlanEntry project={project.data.project} />
          <OwnPlanCard projectId={projectId} />
          {documents.data.can.handOut || documents.data.can.createForProject ? (
            <TeacherView project={project.data.project} view={documents.data} />
          ) : (
            <ReaderShelves project={project.data.project} view={documents.data} isPupil={isPupil} />
          )}
        </Stack>
      )}
    </>
  )
}

/** Why nothing can be written here, when that is so for the whole project or for this person. */
function ReasonNotice({ project }: { project: Project }) {
  const { t } = useMessages()
  if (project.state === 'archived') return <Notice title={t('projects.archivedReason')} />
  if (project.state === 'closed') return <Notice title={t('documents.closedReason')} />
  if (project.role === 'visitor' || project.role === 'guest')
    return <Notice title={t(`documents.reason_${project.role}`)} />
  // Who began alone knows that the partner is missing; who has one wonders why the project still waits.
  if (project.missing && project.missing !== 'partner' && project.can.invite)
    return <Notice title={t(`projects.missing_${project.missing}`)} />
  return null
}

interface ViewProps {
  project: Project
  view: DocumentsView
}

function ReaderShelves({ project, view, isPupil }: ViewProps & { isPupil: boolean }) {
  const { t } = useMessages()
  const { mine, project: shared, others, teachers } = shelve(view.documents, project.group?.id ?? null)
  if (mine.length + shared.length + others.length + teachers.length === 0)
    return (
      <EmptyState
        sentence={t(isPupil ? 'documents.emptyPupil' : 'documents.emptyReader')}
        action={
          view.can.create && (
            <NewDocumentButton
              project={project}
              canForAll={view.can.createForProject}
              label={t('documents.startFirst')}
            />
          )
        }
      />
    )
  return (
    <>
      {isPupil && !project.group && <Notice title={t('documents.noGroupYet')} />}
      <PageShelf title={project.group?.name ?? t('documents.myGroup')} rows={mine} />
      <PageShelf title={t('documents.forProject')} rows={shared} />
      <PageShelf title={t('documents.forTeachers')} rows={teachers} />
      <PageShelf title={t('documents.otherGroups')} rows={others} />
    </>
  )
}

function TeacherView({ project, view }: ViewProps) {
  const { t } = useMessages()
  const [layout, setLayout] = useState<'list' | 'matrix'>('list')
  const hasTemplates = view.documents.some((row) => row.isTemplate)
  if (view.documents.length === 0)
    return (
      <EmptyState
        sentence={t(project.kind === 'circle' ? 'documents.emptyCircle' : 'documents.emptyTeacher')}
        action={<NewDocumentButton project={project} canForAll label={t('documents.startFirst')} />}
        example={
          project.kind !== 'circle' && (
            <NewDocumentButton
              project={project}
              canForAll
              label={t('documents.startTemplate')}
              isTemplate
              variant="quiet"
            />
          )
        }
      />
    )
  return (
    <Stack gap="l">
      {hasTemplates && (
        <SegmentedControl
          label={t('documents.view')}
          options={[
            { id: 'list', label: t('documents.viewList') },
            { id: 'matrix', label: t('documents.viewMatrix') },
          ]}
          value={layout}
          onChange={setLayout}
        />
      )}
      {layout === 'matrix' && hasTemplates ? (
        <Matrix projectId={project.id} view={view} />
      ) : (
        <TeacherList project={project} view={view} />
      )}
    </Stack>
  )
}
