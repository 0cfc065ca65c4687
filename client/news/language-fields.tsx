import { Plus, Trash2 } from 'lucide-react'
import type { NewsDraft } from '#client/data/news.ts'
import { languageName, projectLanguages, sortByName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'

type Texts = NewsDraft['texts']

interface LanguageFieldsProps {
  texts: Texts
  onChange: (texts: Texts) => void
}

/** What an item says, once in each of its languages. */
export function LanguageFields({ texts, onChange }: LanguageFieldsProps) {
  const { t, locale } = useMessages()
  const taken = new Set(texts.map(({ language }) => language))
  const named = projectLanguages.map((id) => ({ id, label: languageName(id, locale) }))
  const free = sortByName(named, locale, ({ label }) => label).filter(({ id }) => !taken.has(id))
  const [next] = free
  return (
    <Stack>
      {texts.map((text, at) => (
        <OneLanguage
          // What is at a place may change its language while it is written.
          // oxlint-disable-next-line react/no-array-index-key -- see above
          key={at}
          at={at}
          text={text}
          free={free}
          onChange={(changed) => onChange(texts.with(at, { ...text, ...changed }))}
          {...(texts.length > 1 ? { onRemove: () => onChange(texts.toSpliced(at, 1)) } : {})}
        />
      ))}
      {next && (
        <Row>
          <Button icon={Plus} onPress={() => onChange([...texts, { language: next.id, title: '', body: '' }])}>
            {t('news.addLanguage')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

interface OneLanguageProps {
  at: number
  text: Texts[number]
  free: readonly { id: string; label: string }[]
  onChange: (changed: Partial<Texts[number]>) => void
  onRemove?: () => void
}

function OneLanguage({ at, text, free, onChange, onRemove }: OneLanguageProps) {
  const { t, locale } = useMessages()
  const { language, title, body } = text
  const name = languageName(language, locale)
  return (
    <Card
      title={name}
      actions={
        onRemove && (
          <Button icon={Trash2} onPress={onRemove} aria-label={t('news.removeLanguageOf', { language: name })}>
            {t('news.removeLanguage')}
          </Button>
        )
      }
    >
      <Stack>
        <ComboBox
          path={`texts.${at}.language`}
          label={t('news.language')}
          options={[{ id: language, label: name }, ...free]}
          value={language}
          onChange={(id) => onChange({ language: id })}
        />
        <TextField
          path={`texts.${at}.title`}
          label={t('news.heading')}
          value={title}
          onChange={(words) => onChange({ title: words })}
          maxLength={160}
        />
        <TextArea
          path={`texts.${at}.body`}
          label={t('news.body')}
          description={t('news.bodyHelp')}
          value={body}
          onChange={(words) => onChange({ body: words })}
          maxLength={8_000}
          rows={8}
        />
      </Stack>
    </Card>
  )
}
