import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { judgementsQuery } from '#client/data/judgements.ts'
import { peopleQuery } from '#client/data/people.ts'
import { rubricQuery } from '#client/data/rubrics.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { later } from '#client/ui/later.tsx'
import { PageHeading } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import type { Place } from './place.ts'

// A pupil never has the teachers' tables, and a teacher hardly ever the pupil's view.
const TeacherTabs = later(
  () => import('./teacher-tabs.tsx').then((module) => module.TeacherTabs),
  () => <Skeleton of="rows" count={6} />,
)
const PupilView = later(
  () => import('./pupil-view.tsx').then((module) => module.PupilView),
  () => <Skeleton of="cards" count={2} />,
)

/** By what a project is judged, and what was: for its teachers to work with, for a pupil their own. */
export function JudgementsPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const rubric = useQuery(rubricQuery(projectId))
  const judgements = useQuery(judgementsQuery(projectId))
  const people = useQuery(peopleQuery(projectId))
  const all = [rubric, judgements, people]
  const error = all.find((one) => one.error)?.error
  const place: Place | null =
    rubric.data && judgements.data && people.data
      ? { projectId, rubric: rubric.data, judgements: judgements.data, people: people.data }
      : null
  const isTeacher = rubric.data?.can.edit === true || rubric.data?.can.judge === true
  const isPupil = people.data?.members.some(({ isSelf, kind }) => isSelf && kind === 'pupil') === true
  return (
    <>
      <PageHeading
        title={t(isPupil ? 'judgements.ownTitle' : 'judgements.title')}
        {...(place ? { lead: t(isPupil ? 'judgements.ownLead' : 'judgements.lead') } : {})}
      />
      {error && !place && (
        <ErrorState error={error} onRetry={() => void Promise.all(all.map((one) => one.refetch()))} />
      )}
      {!place && !error && <Skeleton of="rows" count={6} />}
      {place && (
        // The heading stays while the rest comes.
        <Suspense fallback={<Skeleton of="rows" count={6} />}>
          {isPupil ? <PupilView {...place} /> : <TeacherTabs {...place} isReadOnly={!isTeacher} />}
        </Suspense>
      )}
    </>
  )
}
