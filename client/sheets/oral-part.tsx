import { ArrowUp, Trash2 } from 'lucide-react'
import type { OralDraft } from '#client/data/sheets.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { clockTime } from './clock-time.ts'

type Part = OralDraft['parts'][number]

const lengths = [15, 30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 270, 300]

interface OralPartProps {
  at: number
  part: Part
  onChange: (part: Part) => void
  onRemove: () => void
  /** Absent on the first. */
  onUp?: () => void
}

/** One thing that is said, and for how long. */
export function OralPart({ at, part, onChange, onRemove, onUp }: OralPartProps) {
  const { t } = useMessages()
  const number = at + 1
  const offered = lengths.includes(part.seconds) ? lengths : [...lengths, part.seconds]
  return (
    <Stack gap="s">
      <TextArea
        path={`parts.${at}.words`}
        label={t('sheets.part', { number })}
        value={part.words}
        onChange={(words) => onChange({ ...part, words })}
        maxLength={400}
        rows={2}
      />
      <Row>
        <Select
          label={t('sheets.seconds')}
          options={offered.map((seconds) => ({
            id: String(seconds),
            label: t('sheets.time', { time: clockTime(seconds) }),
          }))}
          value={String(part.seconds)}
          onChange={(seconds) => onChange({ ...part, seconds: Number(seconds) })}
        />
        {onUp && <IconButton label={t('sheets.earlier', { number })} icon={ArrowUp} onPress={onUp} />}
        <IconButton label={t('sheets.removePart', { number })} icon={Trash2} onPress={onRemove} />
      </Row>
    </Stack>
  )
}
