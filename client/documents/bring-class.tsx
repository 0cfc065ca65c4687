import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { classroomsQuery } from '#client/data/classrooms.ts'
import { peopleQuery } from '#client/data/people.ts'
import type { Project } from '#client/data/projects.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** A teacher whose class is not in the project yet is told so, and led to where it comes from. */
export function BringClass({ project }: { project: Pick<Project, 'id'> }) {
  const { t } = useMessages()
  const user = useUser()
  const people = useQuery(peopleQuery(project.id)).data
  const classrooms = useQuery(classroomsQuery).data?.classrooms
  if (!people?.can.addPupils || !classrooms) return null
  if (people.members.some(({ kind, school }) => kind === 'pupil' && school.id === user.school.id)) return null
  const hasClassroom = classrooms.some((classroom) => classroom.isMine && !classroom.archivedAt)
  return (
    <Notice
      icon={UsersRound}
      title={t('documents.bringClass')}
      action={
        <LinkButton href={hasClassroom ? `/p/${project.id}/people` : '/classrooms'} variant="primary">
          {t(hasClassroom ? 'documents.bringClassHere' : 'documents.bringClassFirst')}
        </LinkButton>
      }
    >
      {t(hasClassroom ? 'documents.bringClassHere_sentence' : 'documents.bringClassFirst_sentence')}
    </Notice>
  )
}
