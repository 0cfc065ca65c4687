import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Circle,
  type CircleDraft,
  circleQuery,
  type CircleView,
  useChangeCircle,
  useFoundCircle,
} from '#client/data/circles.ts'
import { newId } from '#client/live/new-id.ts'
import { languageName, projectLanguages, sortByName, subjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { ChangedNotice } from '#client/session/changed-notice.tsx'
import { OnlineForm, type OnlineFormProps } from '#client/session/online-form.tsx'
import { useDraftFrom } from '#client/session/use-draft-from.ts'
import { RadioGroup } from '#client/ui/choice.tsx'
import { PageHeading, Sheet, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useParam } from '#client/ui/use-param.ts'

const ways = ['open', 'asked'] as const

/** Founds a circle. What the server does not take stands where it was typed. */
export function NewCirclePage() {
  const { t, locale } = useMessages()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [draft, setDraft] = useState<CircleDraft>({
    ...{ name: '', words: '', languages: [locale], subjects: [], way: 'open' },
  })
  const found = useFoundCircle()
  const open = () => void navigate({ to: '/network/circles/$circleId', params: { circleId: id }, ignoreBlocker: true })
  return (
    <>
      <PageHeading
        title={t('circles.found')}
        lead={t('circles.formLead')}
        back={{ href: '/network/circles', label: t('circles.title') }}
      />
      <CircleForm
        draft={draft}
        onChange={(some) => setDraft({ ...draft, ...some })}
        sending={found}
        hasWords={draft.name !== '' || draft.words !== ''}
        submitLabel={t('circles.save')}
        onSubmit={() => found.mutate({ id, ...draft }, { onSuccess: open })}
      />
    </>
  )
}

/** Changes what a circle says of itself, which is its moderators' to do. */
export function EditCirclePage() {
  const { t } = useMessages()
  const circleId = useParam('circleId')
  const { data, isPending, error, refetch } = useQuery(circleQuery(circleId))
  const circle = data?.circle
  const mayChange = circle?.standing === 'moderator' && !circle.isOver
  return (
    <>
      <PageHeading
        title={t('circles.change')}
        lead={t('circles.formLead')}
        back={{ href: `/network/circles/${circleId}`, label: circle?.name ?? t('circles.title') }}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {!isPending && !circle && <ErrorState error={error} onRetry={() => void refetch()} />}
      {circle && !mayChange && (
        <EmptyState sentence={t(circle.isOver ? 'staff-errors.circle_over' : 'circles.moderatorsOnly')} />
      )}
      {circle && mayChange && <Change key={circle.id} circle={circle} />}
    </>
  )
}

function standingOf({ name, words, languages, subjects, way, version }: Circle) {
  return { words: { name, words, languages, subjects, way } satisfies CircleDraft, version }
}

/** What is being written stays while another moderator saves, until one says which words are to stand. */
function Change({ circle }: { circle: Circle }) {
  const { t } = useMessages()
  const change = useChangeCircle(circle.id)
  const writing = useDraftFrom<CircleDraft>(standingOf(circle))
  const { draft, setDraft, version, isTouched } = writing
  const save = () => {
    const done = (view: CircleView) => {
      if (view.circle) writing.saved(standingOf(view.circle), draft)
      toast(t('circles.changed'))
    }
    change.mutate({ ...draft, version }, { onSuccess: done })
  }
  return (
    <Stack>
      <ChangedNotice writing={writing} sending={change} theirs={`${circle.name}\n${circle.words}`} />
      <CircleForm
        draft={draft}
        onChange={(some) => setDraft((before) => ({ ...before, ...some }))}
        sending={change}
        hasWords={isTouched}
        submitLabel={t('common.save')}
        onSubmit={save}
      />
    </Stack>
  )
}

interface CircleFormProps extends Pick<OnlineFormProps, 'sending' | 'hasWords' | 'submitLabel' | 'onSubmit'> {
  draft: CircleDraft
  onChange: (some: Partial<CircleDraft>) => void
}

function CircleForm({ draft, onChange, ...form }: CircleFormProps) {
  const { t, locale } = useMessages()
  return (
    <Sheet>
      <OnlineForm
        problems={{
          name: draft.name.trim() === '' && t('circles.problem_name'),
          words: draft.words.trim() === '' && t('circles.problem_words'),
          languages: draft.languages.length === 0 && t('circles.problem_languages'),
        }}
        {...form}
      >
        <Fields draft={draft} onChange={onChange} locale={locale} />
        <RadioGroup
          label={t('circles.way')}
          options={ways.map((one) => ({ id: one, label: t(`circles.way_${one}`) }))}
          value={draft.way}
          onChange={(way) => onChange({ way })}
        />
      </OnlineForm>
    </Sheet>
  )
}

interface FieldsProps {
  draft: CircleDraft
  locale: string
  onChange: (some: Partial<CircleDraft>) => void
}

function Fields({ draft, locale, onChange }: FieldsProps) {
  const { t } = useMessages()
  const subjectOptions = subjects.map((id) => ({ id, label: t(`projects.subject_${id}`) }))
  const languages = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  return (
    <>
      <TextField
        path="name"
        label={t('circles.name')}
        maxLength={120}
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <TextArea
        path="words"
        label={t('circles.words')}
        maxLength={600}
        value={draft.words}
        onChange={(words) => onChange({ words })}
      />
      <MultiPick
        path="languages"
        label={t('directory.language')}
        options={sortByName(languages, locale, ({ label }) => label)}
        value={draft.languages}
        onChange={(chosen) => onChange({ languages: chosen })}
      />
      <MultiPick
        path="subjects"
        label={t('directory.subject')}
        note={t('common.optional')}
        options={sortByName(subjectOptions, locale, ({ label }) => label)}
        value={draft.subjects}
        onChange={(chosen) => onChange({ subjects: chosen })}
      />
    </>
  )
}
