import type { Criterion } from '#client/data/rubrics.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { asLevel, type Level, LevelFace, levels } from './level-faces.tsx'

interface LevelChoiceProps {
  label: string
  criterion: Criterion
  value: Level | null
  onChange: (level: Level) => void
  hasFaces?: boolean
  isDisabled?: boolean
}

/** One of four described levels: no mark, and none is best by default. */
export function LevelChoice({
  label,
  criterion,
  value,
  onChange,
  hasFaces = false,
  isDisabled = false,
}: LevelChoiceProps) {
  const { t } = useMessages()
  return (
    <RadioGroup
      label={label}
      path="level"
      isDisabled={isDisabled}
      options={levels.map((level) => ({
        id: String(level),
        label: t(`judgements.level_${level}`),
        ...(criterion.levels[level - 1] ? { description: criterion.levels[level - 1] } : {}),
        ...(hasFaces ? { picture: <LevelFace level={level} /> } : {}),
      }))}
      value={value === null ? null : String(value)}
      onChange={(id) => {
        const level = asLevel(Number(id))
        if (level !== null) onChange(level)
      }}
    />
  )
}
