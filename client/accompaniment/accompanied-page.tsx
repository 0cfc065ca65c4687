import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Accompanied, notesQuery, type NotesView, useAddNote } from '#client/data/accompaniment.ts'
import { useSendingId } from '#client/live/use-sending-id.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { Words } from '#client/ui/words.tsx'

/** What an office noted about a school that it accompanies. */
export function AccompaniedSchoolPage() {
  const about = { officeId: useParam('officeId'), kind: 'school' as const, id: useParam('schoolId') }
  return <AccompaniedPage key={about.id} about={about} />
}

/** The same of a project. */
export function AccompaniedProjectPage() {
  const about = { officeId: useParam('officeId'), kind: 'project' as const, id: useParam('projectId') }
  return <AccompaniedPage key={about.id} about={about} />
}

function AccompaniedPage({ about }: { about: Accompanied }) {
  const { t } = useMessages()
  const list = useInfiniteQuery(notesQuery(about))
  const { data, isPending, isError, error, refetch } = list
  const [view] = data?.pages ?? []
  const notes = data?.pages.flatMap((page) => page.notes) ?? []
  return (
    <>
      <PageHeading
        title={view?.name ?? t('accompaniment.title')}
        back={{ href: '/office', label: t('offices.desk') }}
        lead={view && <Lead view={view} />}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && (
        <Stack gap="l">
          <AddNote about={about} today={view.today} />
          <section aria-label={t('accompaniment.title')}>
            {notes.length === 0 ? <EmptyState sentence={t('accompaniment.none')} /> : <Notes notes={notes} />}
          </section>
          <MoreButton list={list} label={t('accompaniment.more')} />
        </Stack>
      )}
    </>
  )
}

function Lead({ view: { office, schools } }: { view: NotesView }) {
  const { t } = useMessages()
  const places = schools.map(({ name, town, region }) => [name, town, region].filter(Boolean).join(', ')).join(' · ')
  return (
    <>
      {places}. {t('accompaniment.lead', { office: office.name })}
    </>
  )
}

function Notes({ notes }: { notes: NotesView['notes'] }) {
  const { t, locale } = useMessages()
  return (
    <Stack>
      {notes.map(({ id, day, text, author }) => (
        <Card
          key={id}
          title={t('accompaniment.of', { day: formatDay(day, locale), name: author ?? t('help.somebody') })}
        >
          <Words>{text}</Words>
        </Card>
      ))}
    </Stack>
  )
}

function AddNote({ about, today }: { about: Accompanied; today: string }) {
  const { t } = useMessages()
  const add = useAddNote(about)
  const [day, setDay] = useState(today)
  const [text, setText] = useState('')
  const { idFor, arrived } = useSendingId()
  const done = () => {
    toast(t('accompaniment.added'))
    // What was typed since stays.
    setText((now) => (now === text ? '' : now))
    arrived()
  }
  return (
    <OnlineForm
      problems={{
        text: text.trim() === '' && t('auth.fillIn'),
        day: (day === '' || day > today) && t('accompaniment.dayWrong'),
      }}
      sending={add}
      hasWords={text !== ''}
      submitLabel={t('accompaniment.add')}
      onSubmit={() => add.mutate({ id: idFor({ day, text }), day, text }, { onSuccess: done })}
    >
      <TextField path="day" label={t('accompaniment.day')} type="date" value={day} onChange={setDay} />
      <TextArea
        path="text"
        label={t('accompaniment.text')}
        description={t('accompaniment.textHelp')}
        value={text}
        onChange={setText}
        rows={4}
        maxLength={4000}
      />
    </OnlineForm>
  )
}
