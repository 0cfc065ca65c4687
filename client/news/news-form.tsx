import { useQuery } from '@tanstack/react-query'
import { useCountryOptions } from '#client/auth/use-country-options.ts'
import { newsKinds } from '#client/data/news.ts'
import { regionsQuery, type OfficeView } from '#client/data/offices.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm, type OnlineFormProps } from '#client/session/online-form.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { CitationFields } from './citation-fields.tsx'
import type { Written } from './draft.ts'
import { LanguageFields } from './language-fields.tsx'
import styles from './news.module.css'

interface NewsFormProps extends Pick<OnlineFormProps, 'sending' | 'submitLabel' | 'hasWords'> {
  office: OfficeView['office']
  draft: Written
  onChange: (draft: Written) => void
  onSubmit: () => void
}

interface PartProps {
  draft: Written
  change: (changed: Partial<Written>) => void
}

/** An item of news with all its languages. */
export function NewsForm({ office, draft, onChange, onSubmit, ...form }: NewsFormProps) {
  const { t } = useMessages()
  const change = (changed: Partial<Written>) => onChange({ ...draft, ...changed })
  const wordless = draft.texts.flatMap(({ title, body }, at) => [
    [`texts.${at}.title`, title.trim() === '' && t('auth.fillIn')] as const,
    [`texts.${at}.body`, body.trim() === '' && t('auth.fillIn')] as const,
  ])
  return (
    <OnlineForm
      {...form}
      problems={{
        ...Object.fromEntries(wordless),
        from: draft.from === '' && t('auth.fillIn'),
        startsAt: draft.kind === 'event' && draft.startsAt === '' && t('auth.fillIn'),
      }}
      onSubmit={onSubmit}
    >
      <Select
        path="kind"
        label={t('news.kind')}
        options={newsKinds.map((id) => ({ id, label: t(`news.kind_${id}`) }))}
        value={draft.kind}
        onChange={(kind) => change(kind === 'event' ? { kind } : { kind, startsAt: '', endsAt: '' })}
      />
      {draft.kind === 'event' && <EventFields draft={draft} change={change} />}
      <LanguageFields texts={draft.texts} onChange={(texts) => change({ texts })} />
      {office.countryCode === null ? (
        <Country draft={draft} change={change} />
      ) : (
        <Region officeId={office.id} draft={draft} change={change} />
      )}
      <Life draft={draft} change={change} />
      <TextField
        path="url"
        label={t('news.url')}
        description={t('news.urlHelp')}
        type="url"
        value={draft.url ?? ''}
        onChange={(url) => change({ url: url === '' ? null : url })}
      />
      <CitationFields draft={draft} onChange={change} label={t('news.citations')} />
    </OnlineForm>
  )
}

function EventFields({ draft, change }: PartProps) {
  const { t } = useMessages()
  return (
    <>
      <div className={styles.pair}>
        <TextField
          path="startsAt"
          label={t('news.startsAt')}
          description={t('news.clockHelp')}
          type="datetime-local"
          value={draft.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
        <TextField
          path="endsAt"
          label={t('news.endsAt')}
          type="datetime-local"
          value={draft.endsAt}
          onChange={(endsAt) => change({ endsAt })}
        />
      </div>
      <TextField
        path="place"
        label={t('news.place')}
        value={draft.place}
        onChange={(place) => change({ place })}
        maxLength={200}
      />
    </>
  )
}

/** Of the office of Europe: to everybody, or to one country. */
function Country({ draft, change }: PartProps) {
  const { t } = useMessages()
  const options = [{ id: '', label: t('news.everybody') }, ...useCountryOptions()]
  return (
    <ComboBox
      path="countryCode"
      label={t('news.country')}
      options={options}
      value={draft.countryCode ?? ''}
      onChange={(code) => change({ countryCode: code === '' ? null : code })}
    />
  )
}

function Region({ officeId, draft, change }: PartProps & { officeId: string }) {
  const { t } = useMessages()
  const { data } = useQuery(regionsQuery(officeId))
  const regions = data?.regions ?? []
  if (regions.length === 0) return null
  return (
    <ComboBox
      path="regionId"
      label={t('news.region')}
      options={[{ id: '', label: t('news.wholeCountry') }, ...regions.map(({ id, name }) => ({ id, label: name }))]}
      value={draft.regionId ?? ''}
      onChange={(id) => change({ regionId: id === '' ? null : id })}
    />
  )
}

function Life({ draft, change }: PartProps) {
  const { t } = useMessages()
  return (
    <div className={styles.pair}>
      <TextField
        path="from"
        label={t('news.from')}
        type="date"
        value={draft.from}
        onChange={(from) => change({ from })}
      />
      <TextField
        path="to"
        label={t('news.to')}
        description={t('news.toHelp')}
        type="date"
        value={draft.to ?? ''}
        onChange={(to) => change({ to: to === '' ? null : to })}
      />
    </div>
  )
}
