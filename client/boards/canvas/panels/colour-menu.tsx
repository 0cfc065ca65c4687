import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { colourIndex, colourNames } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { ColourChoice } from './choices.tsx'
import styles from './panels.module.css'

interface ColourMenuProps {
  of: 'line' | 'tint'
  value: number | null
  onChange: (colour: number) => void
}

/** The colour as a dot; pressed, all of them. */
export function ColourMenu({ of, value, onChange }: ColourMenuProps) {
  const { t } = useMessages()
  const name = value === null ? '' : t(`boards.colour_${colourNames[colourIndex(value)] ?? 'ink'}`)
  const label = `${t('boards.canvas_colour')}${name === '' ? '' : `: ${name}`}`
  return (
    <DialogTrigger>
      <Tooltip label={label}>
        <Button aria-label={label} className={cx(styles.tool)}>
          <span
            className={styles.swatch}
            data-of={of}
            {...(value === null ? {} : { 'data-board-colour': colourIndex(value) })}
          />
        </Button>
      </Tooltip>
      <Popover className={cx(styles.popover)} placement="top" offset={8}>
        <Dialog aria-label={t('boards.canvas_colour')} className={cx(styles.popoverBody)}>
          {({ close }) => (
            <ColourChoice
              of={of}
              value={value}
              onChange={(colour) => {
                onChange(colour)
                close()
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
