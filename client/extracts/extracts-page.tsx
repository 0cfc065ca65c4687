import { MoreButton } from '#client/session/more-button.tsx'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ProjectContributions } from '#client/contributions/project-contributions.tsx'
import { type ExtractFilter, type ExtractKind, extractsQuery } from '#client/data/extracts.ts'
import { peopleQuery } from '#client/data/people.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { ExtractLine } from './extract-line.tsx'
import styles from './extracts.module.css'

const kinds: readonly ExtractKind[] = ['passage', 'version', 'object', 'message', 'recording', 'figure']

/** What was kept of everybody's work, for teachers; of their own, for pupils. */
export function ExtractsPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const { pathname } = useLocation()
  const navigate = useNavigate()
  return (
    <>
      <PageHeading title={t('extracts.title')} lead={t('extracts.lead')} />
      <Tabs
        label={t('extracts.title')}
        selected={pathname.endsWith('/contributions') ? 'contributions' : 'extracts'}
        onChange={(id) => void navigate({ to: `/p/$projectId/${id}`, params: { projectId } })}
        tabs={[
          { id: 'extracts', label: t('extracts.title'), content: <Filtered projectId={projectId} /> },
          {
            id: 'contributions',
            label: t('contributions.title'),
            content: <ProjectContributions projectId={projectId} />,
          },
        ]}
      />
    </>
  )
}

function Filtered({ projectId }: { projectId: string }) {
  const user = useUser()
  const [filter, setFilter] = useState<ExtractFilter>({})
  return (
    <Stack>
      <Filters projectId={projectId} filter={filter} onChange={setFilter} isTeacher={user.kind === 'staff'} />
      <Extracts projectId={projectId} filter={filter} />
    </Stack>
  )
}

interface FiltersProps {
  projectId: string
  filter: ExtractFilter
  isTeacher: boolean
  onChange: (filter: ExtractFilter) => void
}

function Filters({ projectId, filter, isTeacher, onChange }: FiltersProps) {
  const { t } = useMessages()
  const people = useQuery({ ...peopleQuery(projectId), enabled: isTeacher }).data
  const all = { id: 'all', label: t('extracts.all') }
  const pupils = [...(people?.members ?? []), ...(people?.former ?? [])].filter(({ kind }) => kind === 'pupil')
  const { author: _author, ...withoutAuthor } = filter
  const { kind: _kind, ...withoutKind } = filter
  return (
    <div className={styles.filters}>
      {isTeacher && (
        <Select
          label={t('extracts.pupil')}
          options={[all, ...pupils.map(({ userId, name }) => ({ id: userId, label: name }))]}
          value={filter.author ?? 'all'}
          onChange={(id) => onChange(id === 'all' ? withoutAuthor : { ...filter, author: id })}
        />
      )}
      <Select
        label={t('extracts.kind')}
        options={[
          { id: 'all' as const, label: all.label },
          ...kinds.map((id) => ({ id, label: t(`extracts.kind_${id}`) })),
        ]}
        value={filter.kind ?? 'all'}
        onChange={(id) => onChange(id === 'all' ? withoutKind : { ...filter, kind: id })}
      />
    </div>
  )
}

function Extracts({ projectId, filter }: { projectId: string; filter: ExtractFilter }) {
  const { t } = useMessages()
  const list = useInfiniteQuery(extractsQuery(projectId, filter))
  const { data, error, refetch } = list
  if (!data)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" count={4} />
  const extracts = data.pages.flatMap((page) => page.extracts)
  const people = data.pages.flatMap((page) => page.people)
  const isFiltered = filter.author !== undefined || filter.kind !== undefined
  if (extracts.length === 0) return <EmptyState sentence={t(isFiltered ? 'extracts.noneSuch' : 'extracts.empty')} />
  return (
    <Stack>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul role="list" className={styles.list}>
        {extracts.map((extract) => (
          <ExtractLine key={extract.id} extract={extract} people={people} />
        ))}
      </ul>
      <MoreButton list={list} label={t('extracts.more')} />
    </Stack>
  )
}
