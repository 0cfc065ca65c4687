import { FileUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { topOrder } from '#collab/documents/board-write.ts'
import { clashesOf } from '#collab/plan/clashes.ts'
import { examsOf, type Session, sessionsOf } from '#collab/plan/sessions.ts'
import { type Timetable, useReadTimetable } from '#client/data/plan.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { FileButton } from '#client/ui/file-button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type BoardSession, useBoardSession } from '../board-session.ts'
import type { Plan } from './plan-context.ts'
import { aroundOf } from './use-plan.ts'
import { dayWords, hourWords, useClashWords, useHours } from './words.ts'

type Lesson = Timetable['lessons'][number]

const none = 'none'

interface Proposed {
  /** Of the proposal, as long as it is shown. */
  id: string
  lesson: Lesson
}

/** As the session that a lesson would be. */
const asSession = ({ id, lesson }: Proposed, userId: string): Session => ({
  ...{ id, text: lesson.title, parent: null, date: lesson.date, startsAt: lesson.startsAt, planned: lesson.minutes },
  ...{ done: 0, room: lesson.room, people: [userId] },
})

/** What of the proposals would clash, with the plan as it is and with one another. */
function useClashes(plan: Plan, proposed: readonly Proposed[]): (id: string) => string {
  const { store } = useBoardSession()
  const { id: userId } = useUser()
  const clashWords = useClashWords(plan)
  const found = useMemo(() => {
    const objects = store.getObjects()
    const sessions = [...sessionsOf(objects), ...proposed.map((one) => asSession(one, userId))]
    return clashesOf(sessions, aroundOf(plan, examsOf(objects)))
  }, [store, plan, proposed, userId])
  return (id) => found.get(id)?.map(clashWords).join(' ') ?? ''
}

function addSessions({ gestures, store }: BoardSession, lessons: readonly Lesson[], parent: string | null, me: string) {
  gestures.gesture(() => {
    for (const { title, date, startsAt, minutes, room } of lessons)
      gestures.create({
        ...{ type: 'session', text: title, date, startsAt, planned: minutes, room, parent, people: [me] },
        order: topOrder(store.getObjects()),
      })
  })
}

function Found({ plan, found, onClose }: { plan: Plan; found: Timetable; onClose: () => void }) {
  const { t, locale } = useMessages()
  const session = useBoardSession()
  const { id: me } = useUser()
  const hours = useHours()
  const titles = [...new Set(found.lessons.map(({ title }) => title))]
  const [title, setTitle] = useState(titles[0] ?? '')
  const [lane, setLane] = useState(plan.lanes[0]?.id ?? none)
  const [picked, setPicked] = useState<readonly string[]>([])
  const proposed = useMemo(
    () =>
      found.lessons.flatMap((lesson, at) => (lesson.title === title ? [{ id: `lesson-${String(at)}`, lesson }] : [])),
    [found, title],
  )
  const clashOf = useClashes(plan, proposed)
  const chosen = proposed.filter(({ id }) => picked.includes(id))
  const label = ({ lesson: { date, startsAt, minutes, room } }: Proposed) =>
    [
      ...[dayWords(date, locale, 'weekday'), hourWords(startsAt, locale), hours(minutes)],
      ...(room === '' ? [] : [t('plan.inRoom', { room })]),
    ].join(' · ')
  const add = () => {
    addSessions(
      session,
      chosen.map(({ lesson }) => lesson),
      lane === none ? null : lane,
      me,
    )
    toast(t('plan.timetableAdded', { count: chosen.length }))
    onClose()
  }
  return (
    <Stack>
      <Select
        label={t('plan.timetableLesson')}
        options={titles.map((one) => ({ id: one, label: one }))}
        value={title}
        onChange={(one) => {
          setTitle(one)
          setPicked([])
        }}
      />
      <Select
        label={t('plan.subject')}
        options={[
          { id: none, label: t('plan.noLane') },
          ...plan.lanes.map(({ id, text, language }) => ({ id, label: text, language: language || null })),
        ]}
        value={lane}
        onChange={setLane}
      />
      <CheckboxGroup
        label={t('plan.timetableWhen')}
        options={proposed.map((one) => ({ id: one.id, label: label(one), description: clashOf(one.id) }))}
        value={picked}
        onChange={setPicked}
      />
      <Actions>
        <Button variant="primary" isDisabled={chosen.length === 0} onPress={add}>
          {t('plan.timetableAdd', { count: chosen.length })}
        </Button>
      </Actions>
    </Stack>
  )
}

/** Choose a file, look at its lessons, pick those that become sessions: nothing is written before. */
export function TimetableDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useMessages()
  const { projectId } = useBoardSession()
  const reading = useReadTimetable(projectId)
  const { data } = reading
  const readFile = async (file: File | undefined) => {
    if (file) reading.mutate(await file.text())
  }
  const leftOut = Object.values(data?.leftOut ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <Dialog title={t('plan.timetableTitle')} isOpen onOpenChange={onClose}>
      <Stack>
        {data === undefined && <p>{t('plan.timetableSentence')}</p>}
        {reading.isError && <ErrorState error={reading.error} />}
        {data !== undefined && data.lessons.length === 0 && <EmptyState sentence={t('plan.timetableNone')} />}
        {leftOut > 0 && <p role="status">{t('plan.timetableLeftOut', { count: leftOut })}</p>}
        {data !== undefined && data.lessons.length > 0 ? (
          <Found plan={plan} found={data} onClose={onClose} />
        ) : (
          <Row>
            <FileButton
              accept={['.ics', 'text/calendar']}
              icon={FileUp}
              variant="primary"
              isPending={reading.isPending}
              onFiles={(files) => void readFile(files[0])}
            >
              {t('plan.timetableFile')}
            </FileButton>
          </Row>
        )}
      </Stack>
    </Dialog>
  )
}
