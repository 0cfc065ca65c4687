import type { Overview } from '#client/data/overview.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { themes } from '#client/team/team-facts.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Table } from '#client/ui/table.tsx'

type Project = Overview['projects'][number]

const kinds = ['european', 'national', 'school'] as const

interface ProjectsProps {
  projects: readonly Project[]
}

/** What runs this year, by kind, with where each is. */
export function ProjectTable({ projects }: ProjectsProps) {
  const { t } = useMessages()
  if (projects.length === 0) return <p>{t('overview.projectsNone')}</p>
  const counted = kinds
    .map((kind) => ({ kind, count: projects.filter((project) => project.kind === kind).length }))
    .filter(({ count }) => count > 0)
  return (
    <Stack>
      <Row gap="s">
        {counted.map(({ kind, count }) => (
          <Badge key={kind}>{t('overview.kindCount', { kind, count })}</Badge>
        ))}
      </Row>
      <Table
        label={t('overview.projectsAll')}
        rows={projects}
        rowId={({ projectId }) => projectId}
        columns={[
          { id: 'title', label: t('team.project'), isRowHeader: true, cell: ({ title }) => title },
          { id: 'kind', label: t('overview.kind'), cell: ({ kind }) => t('overview.kindOf', { kind }) },
          { id: 'state', label: t('team.state'), cell: ({ state }) => t(`team.state_${state}`) },
          {
            ...{ id: 'classes', label: t('team.classes') },
            cell: ({ classrooms }) => classrooms.join(', '),
          },
        ]}
      />
    </Stack>
  )
}

/** Projects with a theme, by theme in its order: which classes do which. */
export function ThemeTable({ projects }: ProjectsProps) {
  const { t } = useMessages()
  const rows = themes
    .map((theme) => ({ theme, of: projects.filter((project) => project.theme === theme) }))
    .filter(({ of }) => of.length > 0)
  if (rows.length === 0) return <p>{t('overview.themesNone')}</p>
  return (
    <Table
      label={t('overview.themes')}
      rows={rows}
      rowId={({ theme }) => theme}
      columns={[
        { id: 'theme', label: t('team.theme'), isRowHeader: true, cell: ({ theme }) => t(`team.theme_${theme}`) },
        { id: 'projects', label: t('team.project'), cell: ({ of }) => of.map(({ title }) => title).join(', ') },
        {
          ...{ id: 'classes', label: t('team.classes') },
          cell: ({ of }) => [...new Set(of.flatMap(({ classrooms }) => classrooms))].join(', '),
        },
      ]}
    />
  )
}
