import type { DossierView, WordsField } from '#client/data/dossier.ts'
import { languageName, projectLanguages, sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MultiPick } from '#client/projects/multi-pick.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { Words } from '#client/ui/words.tsx'
import { type PartProps, Saved } from './saved.tsx'

interface WordsProps extends PartProps {
  field: WordsField
  value: string
}

/** Words of several lines. */
export function WordsSaved({ field, value, ...part }: WordsProps) {
  const { t } = useMessages()
  return (
    <Saved
      {...part}
      field={field}
      value={value}
      make={(words, revision) => ({ field, value: words, revision })}
      show={(words) => words}
    >
      {(words, change) => (
        <TextArea
          label={t(`dossier.field_${field}`)}
          description={t(`dossier.help_${field}`)}
          value={words}
          onChange={change}
          maxLength={4000}
          rows={3}
        />
      )}
    </Saved>
  )
}

interface LanguagesProps extends PartProps {
  field: 'languages' | 'speaking'
  value: string[]
}

export function LanguagesSaved({ field, value, ...part }: LanguagesProps) {
  const { t, locale } = useMessages()
  const options = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  return (
    <Saved
      {...part}
      field={field}
      value={value}
      make={(codes, revision) => ({ field, value: codes, revision })}
      show={(codes) => codes.map((code) => languageName(code, locale)).join(', ')}
    >
      {(codes, change) => (
        <MultiPick
          label={t(`dossier.field_${field}`)}
          placeholder={t('projects.languagesHint')}
          options={sortByName(options, locale, (option) => option.label)}
          value={codes}
          // A project has one language at least.
          onChange={(next) => (next.length > 0 || field === 'speaking') && change(next)}
        />
      )}
    </Saved>
  )
}

interface CountProps extends PartProps {
  field: 'silence' | 'met'
  value: number | null
}

const ends = { silence: [1, 12], met: [0, 500] } as const

export function CountSaved({ field, value, ...part }: CountProps) {
  const { t } = useMessages()
  const [minValue, maxValue] = ends[field]
  return (
    <Saved
      {...part}
      field={field}
      value={value}
      make={(count, revision) =>
        field === 'met' ? { field, value: count, revision } : { field, value: count ?? minValue, revision }
      }
      show={(count) => (count === null ? '' : String(count))}
    >
      {(count, change) => (
        <NumberField
          label={t(`dossier.field_${field}`)}
          description={t(`dossier.help_${field}`)}
          value={count ?? Number.NaN}
          minValue={minValue}
          maxValue={maxValue}
          // The days of silence are a number always; how many met may be said later.
          onChange={(next) => (Number.isNaN(next) ? field === 'met' && change(null) : change(next))}
        />
      )}
    </Saved>
  )
}

/** What one reads who does not write it. */
export function ReadFields({ of }: { of: readonly (readonly [label: string, words: string])[] }) {
  const { t } = useMessages()
  return (
    <dl>
      {of.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Words>{words || t('dossier.nothing')}</Words>
          </dd>
        </div>
      ))}
    </dl>
  )
}

export type Outline = DossierView['outline']
