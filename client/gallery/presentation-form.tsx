import {
  type PresentationDraft,
  presentationTools,
  type PresentationView,
  useSavePresentation,
} from '#client/data/gallery.ts'
import { languageName, projectLanguages, sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { CitationFields } from '#client/news/citation-fields.tsx'
import { ChangedNotice } from '#client/session/changed-notice.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useDraftFrom } from '#client/session/use-draft-from.ts'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'

type Draft = Omit<PresentationDraft, 'version'>

const empty = (language: string): Draft => ({
  ...{ title: '', summary: '', language, themeId: null, tools: [], citations: [] },
})

function draftOf({
  title,
  summary,
  language,
  themeId,
  tools,
  citations,
}: NonNullable<PresentationView['presentation']>): Draft {
  const known = presentationTools.filter((tool) => tools.includes(tool))
  return { title, summary, language, themeId, tools: known, citations }
}

const standingOf = (presentation: PresentationView['presentation'], language: string) => ({
  words: presentation ? draftOf(presentation) : empty(language),
  version: presentation?.version ?? 0,
})

interface PresentationFormProps {
  projectId: string
  presentation: PresentationView['presentation']
}

/** A small form: nothing of the project’s documents is shown, only what is written here. */
export function PresentationForm({ projectId, presentation }: PresentationFormProps) {
  const { t, locale } = useMessages()
  const save = useSavePresentation(projectId)
  const writing = useDraftFrom(standingOf(presentation, locale))
  const { draft, setDraft, version, isTouched, saved } = writing
  const change = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }))
  const send = () => {
    const done = (view: PresentationView) => {
      saved(standingOf(view.presentation, locale), draft)
      toast(t('gallery.saved'))
    }
    save.mutate({ ...draft, version }, { onSuccess: done })
  }
  const named = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  return (
    <Sheet>
      <OnlineForm
        problems={{
          title: draft.title.trim() === '' && t('auth.fillIn'),
          summary: draft.summary.trim() === '' && t('auth.fillIn'),
        }}
        sending={save}
        hasWords={isTouched}
        submitLabel={t('common.save')}
        onSubmit={send}
      >
        <ChangedNotice writing={writing} sending={save} theirs={`${presentation?.title}\n${presentation?.summary}`} />
        <TextField
          path="title"
          label={t('gallery.heading')}
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={160}
        />
        <TextArea
          path="summary"
          label={t('gallery.summary')}
          description={t('gallery.summaryHelp')}
          value={draft.summary}
          onChange={(summary) => change({ summary })}
          maxLength={4_000}
          rows={8}
        />
        <ComboBox
          path="language"
          label={t('gallery.language')}
          options={sortByName(named, locale, ({ label }) => label)}
          value={draft.language}
          onChange={(language) => change({ language })}
        />
        <CheckboxGroup
          path="tools"
          label={t('gallery.tools')}
          options={presentationTools.map((id) => ({ id, label: t(`gallery.tool_${id}`) }))}
          value={draft.tools}
          onChange={(tools) => change({ tools })}
        />
        <CitationFields draft={draft} onChange={change} label={t('gallery.citations')} />
      </OnlineForm>
    </Sheet>
  )
}
