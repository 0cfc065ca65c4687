import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { cx } from '#client/ui/cx.ts'
import styles from './cover-picker.module.css'

const colours = [1, 2, 3, 4, 5, 6, 7, 8] as const

interface CoverPickerProps {
  value: number
  onChange: (colour: number) => void
  seed: string
}

/** The eight notebooks of the stationer's shelf. */
export function CoverPicker({ value, onChange, seed }: CoverPickerProps) {
  const { t } = useMessages()
  return (
    <RadioGroup
      value={String(value)}
      onChange={(key) => onChange(Number(key))}
      orientation="horizontal"
      className={cx(styles.picker)}
    >
      <Label className={cx(styles.label)}>{t('projects.cover')}</Label>
      <div className={styles.covers}>
        {colours.map((colour) => (
          <Radio
            key={colour}
            value={String(colour)}
            className={cx(styles.choice)}
            aria-label={t(`projects.colour_${colour}`)}
          >
            <Cover title="" colour={colour} seed={seed} size="s" />
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
