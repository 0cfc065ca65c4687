import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ownHelpQuery, type HelpAbout, useAskForHelp } from '#client/data/help.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MoreButton } from '#client/session/more-button.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { HelpRows } from './help-row.tsx'

/** What one has asked the office of one's country, and the way to ask. */
export function HelpPage() {
  const { t } = useMessages()
  const list = useInfiniteQuery(ownHelpQuery)
  const { data, isPending, isError, error, refetch } = list
  const [first] = data?.pages ?? []
  const requests = data?.pages.flatMap((page) => page.requests) ?? []
  return (
    <>
      <PageHeading
        title={t('help.title')}
        back={{ href: '/help/guide', label: t('app.firstSteps') }}
        lead={first?.office ? t('help.lead', { office: first.office.name }) : undefined}
        actions={first?.office && <AskDialog projects={first.projects} />}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && requests.length === 0 && <EmptyState sentence={t(first?.office ? 'help.empty' : 'help.noOffice')} />}
      {requests.length > 0 && (
        <Stack>
          <HelpRows label={t('help.title')} requests={requests} isOffice={false} />
          <MoreButton list={list} label={t('help.more')} />
        </Stack>
      )}
    </>
  )
}

type Projects = readonly { id: string; name: string }[]

function AskDialog({ projects }: { projects: Projects }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('help.ask')}
      isForWriting
      trigger={
        <Button variant="primary" icon={Plus}>
          {t('help.ask')}
        </Button>
      }
    >
      <AskForm projects={projects} />
    </Dialog>
  )
}

const kinds = ['teaching', 'technical'] as const

function aboutOf(subject: string): HelpAbout {
  if (subject === 'self') return { self: true }
  return subject === 'school' ? { school: true } : { project: subject }
}

function AskForm({ projects }: { projects: Projects }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const ask = useAskForHelp()
  const [kind, setKind] = useState<(typeof kinds)[number]>('teaching')
  const [subject, setSubject] = useState('self')
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const send = () =>
    ask.mutate(
      { about: aboutOf(subject), kind, title, text },
      {
        onSuccess: ({ request }) =>
          void navigate({ to: '/help/$helpId', params: { helpId: request.id }, ignoreBlocker: true }),
      },
    )
  return (
    <OnlineForm
      problems={{
        title: title.trim() === '' && t('help.titleMissing'),
        text: text.trim() === '' && t('help.textMissing'),
      }}
      sending={ask}
      hasWords={title + text !== ''}
      submitLabel={t('help.send')}
      onSubmit={send}
    >
      <RadioGroup
        path="kind"
        label={t('help.kind')}
        options={kinds.map((id) => ({ id, label: t(`help.kind_${id}`), description: t(`help.kindHelp_${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Select
        path="about"
        label={t('help.about')}
        options={[
          { id: 'self', label: t('help.about_self') },
          { id: 'school', label: t('help.about_school') },
          ...projects.map(({ id, name }) => ({ id, label: t('help.of_project', { name }) })),
        ]}
        value={subject}
        onChange={setSubject}
      />
      <TextField path="title" label={t('help.subject')} value={title} onChange={setTitle} maxLength={120} />
      <TextArea path="text" label={t('help.words')} value={text} onChange={setText} maxLength={4000} rows={6} />
      <p>{t('help.readBy')}</p>
    </OnlineForm>
  )
}
