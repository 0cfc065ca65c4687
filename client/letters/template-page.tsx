import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type TemplateBody,
  templatesQuery,
  type TemplateVersion,
  templateVersionsQuery,
  type TemplateView,
  useKeepTemplate,
} from '#client/data/letters.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ChangedNotice } from '#client/session/changed-notice.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useDraftFrom } from '#client/session/use-draft-from.ts'
import { Button } from '#client/ui/button.tsx'
import { Card, PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { useFieldWords } from './field-words.ts'
import { plainOf } from './template-body.ts'
import { TemplateEditor } from './template-editor.tsx'

interface Written {
  title: string
  body: TemplateBody
}

/** One template: its words with fields among them, and how it was before. */
export function TemplatePage() {
  const { t, locale } = useMessages()
  const [officeId, kind, language] = [useParam('officeId'), useParam('kind'), useParam('language')]
  const { data, isPending, isError, error, refetch } = useQuery(templatesQuery(officeId))
  const view = data?.templates.find((one) => one.kind === kind && one.language === language)
  return (
    <>
      <PageHeading
        title={view ? t(`letters.kind_${view.kind}`) : t('letters.templates')}
        lead={view && languageName(view.language, locale)}
        back={{ href: `/office/${officeId}/letter-templates`, label: t('letters.templates') }}
      />
      {isPending && <Skeleton of="lines" count={12} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && !view && <EmptyState sentence={t('letters.noTemplate')} />}
      {view && <Template officeId={officeId} view={view} />}
    </>
  )
}

const standingOf = ({ title, body, version }: TemplateView) => ({ words: { title, body }, version })

function Template({ officeId, view }: { officeId: string; view: TemplateView }) {
  const { t } = useMessages()
  const fields = useFieldWords()
  const { kind, language } = view
  const keep = useKeepTemplate(officeId)
  const writing = useDraftFrom<Written>(standingOf(view))
  const { draft, setDraft, isTouched, version } = writing
  // The editor holds its own words: other ones come as another editor.
  const [stand, setStand] = useState(0)
  const isTheirs = !isTouched && version !== 0
  const begin = (words: Written) => {
    setDraft(words)
    setStand((now) => now + 1)
  }
  const takeTheirs = () => {
    writing.takeTheirs()
    setStand((now) => now + 1)
  }
  const save = (sent: Written) =>
    keep.mutate(
      { kind, language, ...sent, basedOn: version },
      {
        onSuccess: ({ templates }) => {
          const saved = templates.find((one) => one.kind === kind && one.language === language)
          if (saved) writing.saved(standingOf(saved), sent)
          toast(t('letters.done_template'))
        },
      },
    )
  return (
    <Stack gap="l">
      <ChangedNotice
        writing={{ ...writing, takeTheirs }}
        sending={keep}
        theirs={`${view.title}\n\n${plainOf(view.body, fields)}`}
      />
      <OnlineForm
        sending={keep}
        submitLabel={t('letters.save')}
        isDisabled={!isTouched}
        hasWords={isTouched}
        problems={{ title: draft.title.trim() === '' && t('auth.fillIn') }}
        onSubmit={() => save(draft)}
      >
        <TextField
          path="title"
          label={t('letters.title')}
          maxLength={160}
          value={draft.title}
          onChange={(title) => setDraft((now) => ({ ...now, title }))}
        />
        <TemplateEditor
          key={isTheirs ? `${stand}.${version}` : `${stand}`}
          language={language}
          body={draft.body}
          onChange={(body) => setDraft((now) => ({ ...now, body }))}
        />
      </OnlineForm>
      <Versions officeId={officeId} view={view} onTake={({ title, body }) => begin({ title, body })} />
    </Stack>
  )
}

interface VersionsProps {
  officeId: string
  view: TemplateView
  onTake: (version: TemplateVersion) => void
}

/** How it was before: letters that were made from a version keep it. */
function Versions({ officeId, view, onTake }: VersionsProps) {
  const { t, locale } = useMessages()
  const { data } = useQuery(templateVersionsQuery(officeId, view))
  const versions = data?.versions ?? []
  if (versions.length === 0) return null
  return (
    <Card title={t('letters.versions')}>
      <Stack gap="s">
        <p>{t('letters.versionsHelp')}</p>
        {versions.map((one) => (
          <Row key={one.version} isSpread>
            <span>
              {t('letters.versionOf', {
                version: one.version,
                when: formatMoment(one.at, locale),
                name: one.author ?? t('letters.shipped'),
              })}
            </span>
            <Button
              aria-label={t('letters.takeVersionOf', { version: one.version })}
              onPress={() => {
                onTake(one)
                toast(t('letters.done_taken'))
              }}
            >
              {t('letters.takeVersion')}
            </Button>
          </Row>
        ))}
      </Stack>
    </Card>
  )
}
