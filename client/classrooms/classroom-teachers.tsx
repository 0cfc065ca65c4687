import { useQuery } from '@tanstack/react-query'
import { UserPlus, X } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { schoolQuery } from '#client/data/schools.ts'
import { IconButton, Button } from '#client/ui/button.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useAddTeacher, useRemoveTeacher } from '../data/classrooms.ts'
import type { ClassroomView } from '../data/classrooms.ts'

/** Who teaches this class: they see its pupils and print their cards. */
export function ClassroomTeachers({ view }: { view: ClassroomView }) {
  const { t, locale } = useMessages()
  const errorText = useErrorText()
  const add = useAddTeacher(view.classroom.id)
  const remove = useRemoveTeacher(view.classroom.id)
  const { data } = useQuery({ ...schoolQuery, enabled: view.can.edit })
  const here = new Set(view.teachers.map((teacher) => teacher.id))
  const others = (data?.staff ?? []).filter((person) => !here.has(person.id) && !person.isSuspended)
  const onError = (error: unknown) => toast(errorText(error).text, { tone: 'problem' })
  return (
    <Card
      title={t('classrooms.teachers')}
      actions={
        view.can.edit &&
        others.length > 0 && (
          <Menu
            label={t('classrooms.addTeacher')}
            trigger={
              <Button variant="quiet" icon={UserPlus}>
                {t('classrooms.addTeacher')}
              </Button>
            }
          >
            {sortByName(others, locale, (person) => person.displayName).map((person) => (
              <MenuItem key={person.id} onAction={() => add.mutate(person.id, { onError })}>
                {person.displayName}
              </MenuItem>
            ))}
          </Menu>
        )
      }
    >
      {view.teachers.length === 0 ? (
        <p>{t('classrooms.noTeachers')}</p>
      ) : (
        <Row gap="l">
          {sortByName(view.teachers, locale, (teacher) => teacher.displayName).map((teacher) => (
            <Row key={teacher.id} gap="s">
              <span>{teacher.displayName}</span>
              {view.can.edit && view.teachers.length > 1 && (
                <IconButton
                  label={t('classrooms.removeTeacher', { name: teacher.displayName })}
                  icon={X}
                  onPress={() => remove.mutate(teacher.id, { onError })}
                />
              )}
            </Row>
          ))}
        </Row>
      )}
    </Card>
  )
}
