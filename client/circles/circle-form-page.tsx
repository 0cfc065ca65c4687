import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type CircleDraft, useSaveCircle } from '#client/data/circles.ts'
import { newId } from '#client/live/new-id.ts'
import { languageName, projectLanguages, sortByName, subjects } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { PageHeading, Sheet } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'

const ways = ['open', 'asked'] as const

/** Founds a circle. What the server does not take stands where it was typed. */
export function NewCirclePage() {
  const { t, locale } = useMessages()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [draft, setDraft] = useState<CircleDraft>({
    ...{ name: '', words: '', languages: [locale], subjects: [], way: 'open' },
  })
  const save = useSaveCircle(true)
  const change = (some: Partial<CircleDraft>) => setDraft({ ...draft, ...some })
  const open = () => void navigate({ to: '/network/circles/$circleId', params: { circleId: id }, ignoreBlocker: true })
  return (
    <>
      <PageHeading
        title={t('circles.found')}
        lead={t('circles.formLead')}
        back={{ href: '/network/circles', label: t('circles.title') }}
      />
      <Sheet>
        <OnlineForm
          problems={{
            name: draft.name.trim() === '' && t('circles.problem_name'),
            words: draft.words.trim() === '' && t('circles.problem_words'),
            languages: draft.languages.length === 0 && t('circles.problem_languages'),
          }}
          sending={save}
          hasWords={draft.name !== '' || draft.words !== ''}
          submitLabel={t('circles.save')}
          onSubmit={() => save.mutate({ id, ...draft }, { onSuccess: open })}
        >
          <Fields draft={draft} onChange={change} locale={locale} />
          <RadioGroup
            label={t('circles.way')}
            options={ways.map((one) => ({ id: one, label: t(`circles.way_${one}`) }))}
            value={draft.way}
            onChange={(way) => change({ way })}
          />
        </OnlineForm>
      </Sheet>
    </>
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
