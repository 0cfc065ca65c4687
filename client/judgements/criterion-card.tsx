import { Trash2 } from 'lucide-react'
import type { Criterion } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import styles from './judgements.module.css'
import { levels } from './level-faces.tsx'

interface CriterionCardProps {
  criterion: Criterion
  at: number
  /** Null takes it out. */
  onChange: (next: Criterion | null) => void
}

/** One criterion: what is looked at, and what one sees at each of the four levels. */
export function CriterionCard({ criterion, at, onChange }: CriterionCardProps) {
  const { t } = useMessages()
  return (
    <Card
      title={t('judgements.criterionNumber', { number: at + 1 })}
      actions={
        <Button variant="quiet" icon={Trash2} onPress={() => onChange(null)}>
          {t('judgements.remove')}
        </Button>
      }
    >
      <Stack>
        {criterion.itemId !== null && (
          <div>
            <Badge tone="brand">{t('judgements.tied')}</Badge>
          </div>
        )}
        <TextField
          path={`criteria.${at}.words`}
          label={t('judgements.criterion')}
          maxLength={300}
          value={criterion.words}
          onChange={(words) => onChange({ ...criterion, words })}
        />
        <div className={styles.levels}>
          {levels.map((level) => (
            <TextArea
              key={level}
              label={t(`judgements.level_${level}`)}
              note={t('common.optional')}
              rows={2}
              maxLength={300}
              value={criterion.levels[level - 1] ?? ''}
              onChange={(words) =>
                onChange({
                  ...criterion,
                  // A level is described in one line.
                  levels: criterion.levels.map((one, index) =>
                    index === level - 1 ? words.replaceAll('\n', ' ') : one,
                  ),
                })
              }
            />
          ))}
        </div>
      </Stack>
    </Card>
  )
}
