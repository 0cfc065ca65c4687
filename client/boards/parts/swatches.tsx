import { useId } from 'react'
import { colourIndex, colourNames } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import styles from './swatches.module.css'

interface SwatchesProps {
  value: number
  onChange: (colour: number) => void
}

/** The colours of the board, by name for those who do not see them. */
export function Swatches({ value, onChange }: SwatchesProps) {
  const { t } = useMessages()
  const group = useId()
  return (
    <fieldset className={cx(styles.swatches)}>
      <legend className="visually-hidden">{t('boards.card_colour')}</legend>
      {colourNames.map((name, at) => (
        <label key={name} className={cx(styles.swatch)} data-colour={at} title={t(`boards.colour_${name}`)}>
          <input
            type="radio"
            name={group}
            checked={colourIndex(value) === at}
            onChange={() => onChange(at)}
            className="visually-hidden"
          />
          <span className={styles.dot} />
          <span className="visually-hidden">{t(`boards.colour_${name}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
