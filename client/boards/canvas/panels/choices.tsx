import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { connectorHeads, connectorWays } from '#collab/documents/board-connector.ts'
import { shapeNames } from '#collab/documents/board-model.ts'
import { colourNames } from '#collab/documents/board-palette.ts'
import { isOpenShape, shapePath } from '#collab/documents/board-shapes.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Tooltip } from '#client/ui/tooltip.tsx'
import styles from './panels.module.css'

interface Choice {
  value: number
  label: string
  face: ReactNode
}

interface ChoicesProps {
  label: string
  choices: readonly Choice[]
  /** Null where several chosen things differ. */
  value: number | null
  onChange: (value: number) => void
}

/** One of a few looks, each a small picture with a name. */
function Choices({ label, choices, value, onChange }: ChoicesProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection={value !== null}
      selectedKeys={value === null ? [] : [String(value)]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(String(choice.value)))
        if (chosen) onChange(chosen.value)
      }}
      className={cx(styles.choices)}
    >
      {choices.map((choice) => (
        <Tooltip key={choice.value} label={choice.label}>
          <ToggleButton id={String(choice.value)} aria-label={choice.label} className={cx(styles.choice)}>
            {choice.face}
          </ToggleButton>
        </Tooltip>
      ))}
    </ToggleButtonGroup>
  )
}

type ChoiceProps = Pick<ChoicesProps, 'value' | 'onChange'>

export function ColourChoice({ of, ...props }: ChoiceProps & { of: 'line' | 'tint' | 'mark' }) {
  const { t } = useMessages()
  const choices = colourNames.map((name, value) => ({
    value,
    label: t(`boards.colour_${name}`),
    face: <span className={styles.swatch} data-of={of} data-board-colour={value} />,
  }))
  return <Choices label={t('boards.canvas_colour')} choices={choices} {...props} />
}

const Picture = ({ children }: { children: ReactNode }) => (
  <svg viewBox="0 0 24 24" className={styles.picture} aria-hidden="true">
    {children}
  </svg>
)

const fills = ['none', 'tint', 'solid'] as const

export function FillChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = fills.map((name, value) => ({
    value,
    label: t(`boards.fill_${name}`),
    face: (
      <Picture>
        <rect x="4" y="4" width="16" height="16" rx="3" data-fill={name} />
      </Picture>
    ),
  }))
  return <Choices label={t('boards.canvas_fill')} choices={choices} {...props} />
}

const strokes = [1, 2, 3, 4] as const
const strokeNames = { 1: 'thin', 2: 'medium', 3: 'thick', 4: 'heavy' } as const

export function StrokeChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = strokes.map((value) => ({
    value,
    label: t(`boards.stroke_${strokeNames[value]}`),
    face: (
      <Picture>
        <path d="M4 12h16" data-stroke={value} />
      </Picture>
    ),
  }))
  return <Choices label={t('boards.canvas_stroke')} choices={choices} {...props} />
}

const sizeNames = { 1: 'small', 2: 'medium', 3: 'large', 4: 'huge' } as const

export function SizeChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = strokes.map((value) => ({
    value,
    label: t(`boards.size_${sizeNames[value]}`),
    face: (
      <span className={styles.letter} data-size={value} aria-hidden="true">
        A
      </span>
    ),
  }))
  return <Choices label={t('boards.canvas_size')} choices={choices} {...props} />
}

export function ShapeChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = shapeNames.flatMap((name, value) =>
    isOpenShape(value)
      ? []
      : [
          {
            value,
            label: t(`boards.shape_${name}`),
            face: (
              <Picture>
                <path d={shapePath(value, [18, 16])} transform="translate(3 4)" />
              </Picture>
            ),
          },
        ],
  )
  return <Choices label={t('boards.canvas_shape')} choices={choices} {...props} />
}

const ways = { straight: 'M4 19 20 5', curved: 'M4 19C13 19 11 5 20 5', elbow: 'M4 19h8V5h8' } as const

export function WayChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = connectorWays.map((name, value) => ({
    value,
    label: t(`boards.way_${name}`),
    face: (
      <Picture>
        <path d={ways[name]} />
      </Picture>
    ),
  }))
  return <Choices label={t('boards.canvas_way')} choices={choices} {...props} />
}

const heads = {
  arrow: 'M3 12h17m-6-5 6 5-6 5',
  none: 'M3 12h18',
  both: 'M4 12h16m-6-5 6 5-6 5M10 7l-6 5 6 5',
} as const

export function HeadChoice(props: ChoiceProps) {
  const { t } = useMessages()
  const choices = connectorHeads.map((name, value) => ({
    value,
    label: t(`boards.head_${name}`),
    face: (
      <Picture>
        <path d={heads[name]} />
      </Picture>
    ),
  }))
  return <Choices label={t('boards.canvas_heads')} choices={choices} {...props} />
}
