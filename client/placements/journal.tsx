import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { journalQuery, type PlacementView, useWriteJournal } from '#client/data/placements.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { Words } from '#client/ui/words.tsx'

interface JournalProps {
  placement: PlacementView
}

/** What a trainee thinks of their own work: for themselves, their tutor and their institution. */
export function JournalDialog({ placement }: JournalProps) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('placements.journalOf', { name: placement.trainee.displayName })}
      size="l"
      isForWriting={placement.can.writeJournal}
      trigger={<Button>{t('placements.journal')}</Button>}
    >
      <Stack gap="l">
        <Entries placement={placement} />
        {placement.can.writeJournal && <Write placement={placement} />}
      </Stack>
    </Dialog>
  )
}

function Entries({ placement }: JournalProps) {
  const { t, locale } = useMessages()
  const { data, isPending, error, refetch } = useQuery(journalQuery(placement.id))
  if (isPending) return <Skeleton count={3} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data.entries.length === 0) return <p>{t('placements.journalEmpty')}</p>
  return (
    <Stack>
      {data.entries.map(({ id, at, text }) => (
        <Card key={id} title={formatMoment(at, locale)}>
          <Words>{text}</Words>
        </Card>
      ))}
    </Stack>
  )
}

function Write({ placement: { id } }: JournalProps) {
  const { t } = useMessages()
  const write = useWriteJournal(id)
  const [text, setText] = useState('')
  const done = () => {
    toast(t('placements.written'))
    // What was typed since stays.
    setText((now) => (now === text ? '' : now))
  }
  return (
    <OnlineForm
      problems={{ text: text.trim() === '' && t('placements.writeSomething') }}
      sending={write}
      hasWords={text !== ''}
      submitLabel={t('placements.write')}
      onSubmit={() => write.mutate(text, { onSuccess: done })}
    >
      <TextArea
        path="text"
        label={t('placements.writeLabel')}
        description={t('placements.writeHelp')}
        value={text}
        onChange={setText}
        rows={6}
        maxLength={4000}
      />
    </OnlineForm>
  )
}
