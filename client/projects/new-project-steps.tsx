import { useQuery } from '@tanstack/react-query'
import { classroomsQuery } from '#client/data/classrooms.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { NeverEligible } from '#client/project-life/never-eligible.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '#client/ui/choice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { sortByName } from '../locales/languages.ts'
import type { Draft } from './project-draft.ts'
import { projectKinds } from '#client/data/projects.ts'

interface StepProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

export function KindStep({ draft, onChange }: StepProps) {
  const { t } = useMessages()
  return (
    <>
      <RadioGroup
        isCards
        label={t('projects.kind')}
        options={projectKinds.map((id) => ({
          id,
          label: t(`projects.kind_${id}`),
          description: t(`projects.kind_${id}_sentence`),
        }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind, start: kind === 'school' ? 'alone' : 'with_partner' })}
      />
      <NeverEligible kind={draft.kind} />
    </>
  )
}

export function PeopleStep({ draft, onChange }: StepProps) {
  const { t, locale } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(classroomsQuery)
  const mine = (data?.classrooms ?? []).filter((classroom) => classroom.isMine && !classroom.archivedAt)
  return (
    <>
      {isPending && <Skeleton of="rows" />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && mine.length === 0 && (
        <p>
          {t('projects.noClassroomToChoose')} <TextLink href="/classrooms">{t('projects.makeClassroom')}</TextLink>
        </p>
      )}
      {mine.length > 0 && (
        <CheckboxGroup
          label={t('projects.chooseClassrooms')}
          note={t('common.optional')}
          description={t('projects.chooseClassroomsHelp')}
          options={sortByName(mine, locale, (classroom) => classroom.name).map((classroom) => ({
            id: classroom.id,
            label: classroom.name,
            description: t('common.pupilCount', { count: classroom.pupilCount }),
          }))}
          value={draft.classroomIds}
          onChange={(classroomIds) => onChange({ classroomIds })}
        />
      )}
      <RadioGroup
        isCards
        label={t('projects.start')}
        options={(['with_partner', 'alone'] as const).map((id) => ({
          id,
          label: t(`projects.begin_${id}`),
          description: t(`projects.begin_${id}_sentence`),
        }))}
        value={draft.start}
        onChange={(start) => onChange({ start })}
      />
    </>
  )
}
