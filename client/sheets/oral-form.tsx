import { Plus } from 'lucide-react'
import { useState } from 'react'
import { type OralDraft, type OralView, useKeepOral } from '#client/data/sheets.ts'
import { formatDate } from '#client/locales/dates.ts'
import { languageName, projectLanguages, sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { clockTime } from './clock-time.ts'
import { OralPart } from './oral-part.tsx'
import { SheetButton } from './sheet-button.tsx'

const mostParts = 12
const mostExtracts = 12

interface OralFormProps {
  projectId: string
  userId: string
  view: OralView
}

const draftOf = ({ title, language, parts, extractIds }: OralView): OralDraft => ({
  ...{ title, language, parts, extractIds },
})

/** One's own oral: what it is about, the plan of five minutes, and what is shown. */
export function OralForm({ projectId, userId, view }: OralFormProps) {
  const { t } = useMessages()
  const keep = useKeepOral(projectId, userId)
  const [draft, setDraft] = useState<OralDraft>(() => draftOf(view))
  const change = (some: Partial<OralDraft>) => setDraft((before) => ({ ...before, ...some }))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(view))
  const submit = () =>
    runChange(keep, { ...draft, knownAt: view.changedAt }, { onSuccess: () => toast(t('sheets.saved')) })
  const empty = draft.parts.flatMap(({ words }, at) =>
    words.trim() === '' ? [[`parts.${at}.words`, at] as const] : [],
  )
  return (
    <Stack gap="l">
      <OnlineForm
        gap="l"
        problems={Object.fromEntries(empty.map(([path]) => [path, t('sheets.partEmpty')]))}
        sending={keep}
        submitLabel={t('common.save')}
        onSubmit={submit}
      >
        <Card>
          <Stack>
            <TextField
              path="title"
              label={t('sheets.title')}
              description={t('sheets.titleHelp')}
              value={draft.title}
              onChange={(title) => change({ title })}
              maxLength={160}
            />
            <ForeignPart value={draft.language} onChange={(language) => change({ language })} />
          </Stack>
        </Card>
        <Plan {...{ draft, change }} mostSeconds={view.scale.presentSeconds} />
        <Chosen {...{ draft, change, view }} />
      </OnlineForm>
      {isChanged && <Notice title={t('sheets.unsaved')} role="status" />}
      <Row>
        <SheetButton of={{ oral: { projectId, userId } }} name={t('sheets.oral')} isDisabled={isChanged} />
      </Row>
    </Stack>
  )
}

function ForeignPart({ value, onChange }: { value: string | null; onChange: (language: string | null) => void }) {
  const { t, locale } = useMessages()
  const languages = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  const options = [
    { id: 'none', label: t('sheets.noLanguage') },
    ...sortByName(languages, locale, ({ label }) => label),
  ]
  return (
    <ComboBox
      path="language"
      label={t('sheets.language')}
      options={options}
      value={value ?? 'none'}
      onChange={(id) => onChange(id === 'none' ? null : id)}
    />
  )
}

interface PieceProps {
  draft: OralDraft
  change: (some: Partial<OralDraft>) => void
}

function Plan({ draft: { parts }, change, mostSeconds }: PieceProps & { mostSeconds: number }) {
  const { t } = useMessages()
  const whole = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  const most = clockTime(mostSeconds)
  const swapUp = (at: number) => {
    const moved = parts[at]
    if (moved === undefined) return
    const rest = parts.toSpliced(at, 1)
    change({ parts: rest.toSpliced(at - 1, 0, moved) })
  }
  return (
    <Card title={t('sheets.plan')}>
      <Stack>
        {parts.length === 0 && <p>{t('sheets.planNone')}</p>}
        {parts.map((part, at) => (
          <OralPart
            key={at}
            at={at}
            part={part}
            onChange={(next) => change({ parts: parts.with(at, next) })}
            onRemove={() => change({ parts: parts.toSpliced(at, 1) })}
            {...(at > 0 ? { onUp: () => swapUp(at) } : {})}
          />
        ))}
        <Row isSpread>
          <Button
            icon={Plus}
            isDisabled={parts.length >= mostParts}
            onPress={() => change({ parts: [...parts, { words: '', seconds: 60 }] })}
          >
            {t('sheets.addPart')}
          </Button>
          <span role="status">
            {whole > mostSeconds ? t('sheets.over', { most }) : t('sheets.whole', { time: clockTime(whole), most })}
          </span>
        </Row>
      </Stack>
    </Card>
  )
}

function Chosen({ draft: { extractIds }, change, view: { extracts } }: PieceProps & { view: OralView }) {
  const { t, locale } = useMessages()
  if (extracts.length === 0)
    return (
      <Card title={t('sheets.extracts')}>
        <p>{t('sheets.ownNoExtracts')}</p>
      </Card>
    )
  const isFull = extractIds.length >= mostExtracts
  const options = extracts.map(({ id, title, words, madeAt }) => ({
    id,
    label: words.slice(0, 160) || title,
    description: t('sheets.extractFrom', { title, when: formatDate(madeAt, locale) }),
    isDisabled: isFull && !extractIds.includes(id),
  }))
  // What was chosen first is shown first, whatever order the list has.
  const choose = (ids: string[]) =>
    change({
      extractIds: [...extractIds.filter((id) => ids.includes(id)), ...ids.filter((id) => !extractIds.includes(id))],
    })
  return (
    <Card>
      <CheckboxGroup
        path="extractIds"
        label={t('sheets.extracts')}
        options={options}
        value={extractIds}
        onChange={choose}
      />
    </Card>
  )
}
