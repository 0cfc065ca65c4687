import { use } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { Criteria } from './criteria.tsx'
import { Quotas, Readers } from './judging.tsx'
import { MaybeWords, ReadOnly, TextPart, WordsPart } from './parts.tsx'
import type { Written } from './rulebook-page.tsx'
import styles from './rulebooks.module.css'
import { Classes, Conditions, Entry, Questions } from './sections.tsx'

interface FieldsProps {
  draft: Written
  onChange: (draft: Written) => void
}

const sections = [
  ['entry', Entry],
  ['conditions', Conditions],
  ['form', Questions],
  ['criteria', Criteria],
  ['readers', Readers],
  ['quota', Quotas],
  ['classes', Classes],
] as const

/** All that rules say, part by part. */
export function RulebookFields({ draft, onChange }: FieldsProps) {
  const { t } = useMessages()
  const { rules } = draft
  return (
    <>
      <Head draft={draft} onChange={onChange} />
      {sections.map(([name, Section]) => (
        <Card key={name} title={t(`rulebooks.section_${name}`)}>
          <Stack>
            <Section rules={rules} onChange={(changed) => onChange({ ...draft, rules: changed })} />
          </Stack>
        </Card>
      ))}
      <Card title={t('rulebooks.notes')}>
        <MaybeWords
          path="rules.notes"
          label={t('rulebooks.notes')}
          maxLength={2000}
          isLong
          value={rules.notes}
          onChange={(notes) => onChange({ ...draft, rules: { ...rules, notes } })}
        />
      </Card>
    </>
  )
}

/** What they are called, where they come from and when they hold. */
function Head({ draft, onChange }: FieldsProps) {
  const { t } = useMessages()
  const isDisabled = use(ReadOnly)
  const change = (changed: Partial<Written>) => onChange({ ...draft, ...changed })
  return (
    <Card title={t('rulebooks.section_head')}>
      <Stack>
        <WordsPart
          path="titles"
          label={t('rulebooks.titles')}
          maxLength={120}
          value={draft.titles}
          onChange={(titles) => change({ titles })}
        />
        <TextPart
          path="version"
          label={t('rulebooks.version')}
          maxLength={40}
          value={draft.version}
          onChange={(version) => change({ version })}
        />
        <TextPart
          path="source"
          label={t('rulebooks.source')}
          description={t('rulebooks.sourceHelp')}
          maxLength={1000}
          value={draft.source}
          onChange={(source) => change({ source })}
        />
        <div className={styles.pair}>
          <TextField
            path="validFrom"
            type="date"
            label={t('rulebooks.validFrom')}
            isDisabled={isDisabled}
            value={draft.validFrom}
            onChange={(validFrom) => change({ validFrom })}
          />
          <TextField
            path="validUntil"
            type="date"
            label={t('rulebooks.validUntil')}
            isDisabled={isDisabled}
            value={draft.validUntil ?? ''}
            onChange={(day) => change({ validUntil: day || null })}
          />
        </div>
      </Stack>
    </Card>
  )
}
