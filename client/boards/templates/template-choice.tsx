import { useMemo } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { BoardContent } from '#collab/documents/board.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { themeNow } from '#client/ui/theme-now.ts'
import { pictureOf } from './board-picture.ts'
import styles from './template-choice.module.css'
import { boardTemplates, templateContent, type TemplateName, wallTemplates } from './templates.ts'

interface OwnTemplate {
  id: string
  title: string
  language: string | null
}

/** What a new board begins with: nothing, one of ours, or one that the project's teachers have made. */
export type Beginning = { content?: BoardContent; copyOf?: string }

interface TemplateChoiceProps {
  kind: 'board' | 'wall'
  own: readonly OwnTemplate[]
  value: string
  onChange: (value: string, beginning: Beginning) => void
}

const blank = 'blank'

function useOurs(kind: 'board' | 'wall') {
  const { t } = useMessages()
  return useMemo(() => {
    const names: readonly TemplateName[] = kind === 'board' ? boardTemplates : wallTemplates
    return names.map((id) => {
      const content = templateContent(id, t)
      return {
        id: String(id),
        content,
        picture: pictureOf(content),
        label: t(`boards.template_${id}`),
        sentence: t(`boards.template_${id}_sentence`),
      }
    })
  }, [kind, t])
}

/** Small pictures to begin with. */
export function TemplateChoice({ kind, own, value, onChange }: TemplateChoiceProps) {
  const { t } = useMessages()
  const ours = useOurs(kind)
  const choose = (id: string) => {
    const found = ours.find((template) => template.id === id)
    onChange(id, found ? { content: found.content } : id === blank ? {} : { copyOf: id })
  }
  return (
    <RadioGroup value={value} onChange={choose} className={cx(styles.group)}>
      <Label className={cx(styles.legend)}>{t('boards.template_choice')}</Label>
      <div className={styles.cards}>
        <Card
          id={blank}
          picture={null}
          label={t('boards.template_blank')}
          sentence={t('boards.template_blank_sentence')}
        />
        {ours.map((template) => (
          <Card key={template.id} {...template} />
        ))}
        {own.map(({ id, title, language }) => (
          <Card
            key={id}
            id={id}
            picture={`/api/documents/${id}/thumbnail?theme=${themeNow()}`}
            label={title}
            language={language}
            sentence={t('boards.template_own')}
          />
        ))}
      </div>
    </RadioGroup>
  )
}

interface CardProps {
  id: string
  picture: string | null
  label: string
  language?: string | null
  sentence: string
}

function Card({ id, picture, label, language, sentence }: CardProps) {
  return (
    <Radio value={id} className={cx(styles.card)} aria-label={`${label}. ${sentence}`}>
      <span className={styles.picture}>{picture !== null && <img src={picture} alt="" />}</span>
      <span className={styles.label} lang={language ?? undefined}>
        {label}
      </span>
      <span className={styles.sentence}>{sentence}</span>
    </Radio>
  )
}
