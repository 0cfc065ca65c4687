import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { LeaveCard } from '#client/project-life/leave-card.tsx'
import { ProjectQuietCard } from '#client/quiet/project-quiet.tsx'
import { projectQuery } from '#client/data/projects.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, PageHeading, Row, Sheet, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { formatDate } from '../locales/dates.ts'
import { OnlineForm } from '../session/online-form.tsx'
import { useUser } from '../session/session.ts'
import { ProjectStateBadge } from './project-card.tsx'
import { ProjectLife } from './project-life.tsx'
import { ProjectFields, useProjectProblems } from './project-fields.tsx'
import { useChangeProject } from '#client/data/project-changes.ts'
import type { Project } from '#client/data/projects.ts'
import type { ProjectWords } from '#client/data/project-changes.ts'
import { useParam } from '../ui/use-param.ts'

/** What a project says about itself, and whether it is open. */
export function ProjectSettingsPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  const { data, isPending, isError, error, refetch } = useQuery(projectQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('projects.settingsTitle')}
        lead={data?.project.name}
        badges={data && <ProjectStateBadge state={data.project.state} />}
      />
      {isPending && <Skeleton count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          {!data.project.can.edit && (
            <Notice title={t(data.project.state === 'archived' ? 'projects.archivedReason' : 'projects.mayNotEdit')} />
          )}
          {data.project.can.edit && <WordsForm key={data.project.id} project={data.project} />}
          <ProjectQuietCard projectId={projectId} />
          <About project={data.project} />
          <ProjectLife project={data.project} />
          {data.project.can.edit && <GalleryLink projectId={projectId} />}
          {data.project.can.edit && <LeaveCard projectId={projectId} />}
        </Stack>
      )}
    </>
  )
}

/** Where no office is open there is no gallery. */
function GalleryLink({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { can } = useUser()
  if (!can.readNews) return null
  return (
    <Row>
      <LinkButton href={`/p/${projectId}/gallery`}>{t('gallery.open')}</LinkButton>
    </Row>
  )
}

function WordsForm({ project }: { project: Project }) {
  const { t } = useMessages()
  const change = useChangeProject(project.id)
  const [words, setWords] = useState<ProjectWords>(() => wordsOf(project))
  const problems = useProjectProblems(words)
  const submit = () =>
    runChange(
      change,
      { ...words, name: words.name.trim(), summary: words.summary.trim() },
      { onSuccess: () => toast(t('projects.settingsSaved')) },
    )
  return (
    <Sheet>
      <OnlineForm problems={problems} sending={change} submitLabel={t('common.save')} gap="l" onSubmit={submit}>
        <ProjectFields
          value={words}
          onChange={(next) => setWords((before) => ({ ...before, ...next }))}
          seed={project.id}
        />
      </OnlineForm>
    </Sheet>
  )
}

function wordsOf({ name, summary, cover, languages, subjects, ageFrom, ageTo }: Project): ProjectWords {
  return { name, summary, cover, languages, subjects, ageFrom, ageTo }
}

function About({ project }: { project: Project }) {
  const { t, locale } = useMessages()
  return (
    <Card title={t('projects.about')}>
      <p>
        {t('projects.aboutLine', {
          kind: t(`projects.kind_${project.kind}`),
          date: formatDate(project.createdAt, locale),
        })}
      </p>
      <Row>
        {project.schools.map((school) => (
          <SchoolChip key={school.id} school={school} />
        ))}
      </Row>
    </Card>
  )
}
