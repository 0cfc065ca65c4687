import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CreditCard, Plus, Users } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { formatDay } from '#client/locales/dates.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useUser } from '#client/session/session.ts'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { PageHeading, Shelf, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { ClassroomForm } from './classroom-form.tsx'
import styles from './classrooms.module.css'
import { classroomsQuery, useCreateClassroom } from '../data/classrooms.ts'
import type { ClassroomRow } from '../data/classrooms.ts'

/** The classrooms of the school, one's own first. */
export function ClassroomsPage() {
  const { t, locale } = useMessages()
  const user = useUser()
  const { data, isPending, isError, error, refetch } = useQuery(classroomsQuery)
  const rows = sortByName(data?.classrooms ?? [], locale, (row) => row.name)
  const current = rows.filter((row) => row.archivedAt === null)
  const shelves = [
    { id: 'mine', title: t('classrooms.mine'), rows: current.filter((row) => row.isMine) },
    { id: 'others', title: t('classrooms.others'), rows: current.filter((row) => !row.isMine) },
    { id: 'archived', title: t('classrooms.archived'), rows: rows.filter((row) => row.archivedAt !== null) },
  ]
  return (
    <>
      <PageHeading
        title={t('classrooms.title')}
        lead={t('classrooms.lead', { school: user.school.name })}
        actions={user.can.createClassroom && rows.length > 0 && <CreateButton />}
      />
      {isPending && <Skeleton of="cards" />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && rows.length === 0 && (
        <EmptyState sentence={t('classrooms.empty')} action={user.can.createClassroom && <CreateButton />} />
      )}
      <Stack gap="l">
        {shelves.map(
          (shelf) =>
            shelf.rows.length > 0 && (
              <section key={shelf.id}>
                <Stack>
                  <h2>{shelf.title}</h2>
                  <Shelf>
                    {shelf.rows.map((row) => (
                      <ClassroomCard key={row.id} row={row} />
                    ))}
                  </Shelf>
                </Stack>
              </section>
            ),
        )}
      </Stack>
    </>
  )
}

function CreateButton() {
  const { t } = useMessages()
  const navigate = useNavigate()
  const create = useCreateClassroom()
  return (
    <Dialog
      title={t('classrooms.create')}
      size="s"
      trigger={
        <Button variant="primary" icon={Plus}>
          {t('classrooms.create')}
        </Button>
      }
    >
      <ClassroomForm
        submitLabel={t('common.create')}
        sending={create}
        onSubmit={(words) =>
          create.mutate(words, {
            onSuccess: ({ classroom }) =>
              void navigate({ to: '/classrooms/$classroomId', params: { classroomId: classroom.id } }),
          })
        }
      />
    </Dialog>
  )
}

/** The front of a class register. Another teacher's class is named, not opened. */
function ClassroomCard({ row }: { row: ClassroomRow }) {
  const { t, locale } = useMessages()
  const user = useUser()
  const words = (
    <>
      <span className={styles.name}>{row.name}</span>
      <span>{t('classrooms.ages', { from: row.ageFrom, to: row.ageTo })}</span>
      <span className={styles.fact}>
        <Icon of={Users} size="s" />
        {t('common.pupilCount', { count: row.pupilCount })}
      </span>
      <span className={styles.fact}>
        <Icon of={CreditCard} size="s" />
        {t('classrooms.cardCount', { count: row.cardCount })}
      </span>
      {row.leftOn !== null && <span>{t('classrooms.leftOn', { day: formatDay(row.leftOn, locale) })}</span>}
    </>
  )
  if (!row.isMine && !user.isSchoolAdmin)
    return (
      <div className={styles.register}>
        {words}
        <Badge>{t('classrooms.notMine')}</Badge>
      </div>
    )
  return (
    <Link href={`/classrooms/${row.id}`} className={cx(styles.register)}>
      {words}
    </Link>
  )
}
