import { initials, paletteIndex } from './pattern.ts'
import styles from './avatar.module.css'

const shapes = ['circle', 'square', 'hexagon'] as const

interface AvatarProps {
  name: string
  /** Palette index 1-8. */
  colour: number
  /** 0 circle, 1 square, 2 hexagon. */
  shape: number
  size?: 's' | 'm' | 'l' | 'xl'
  /** Leave true beside the written name, false when the mark stands alone. */
  isDecorative?: boolean
}

/** Initials, colour and shape: three ways to tell people apart, so colour is never alone. */
export function Avatar({ name, colour, shape, size = 'm', isDecorative = true }: AvatarProps) {
  return (
    <span
      className={styles.avatar}
      data-colour={paletteIndex(colour)}
      data-shape={shapes[shape] ?? 'circle'}
      data-size={size}
      {...(isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
    >
      {/* Drawn by the style: a picture of the name, and no words that are copied or read beside it. */}
      <span data-initials={initials(name)} />
    </span>
  )
}

interface AvatarStackProps {
  people: readonly { id: string; name: string; colour: number; shape: number }[]
  /** Read aloud for the whole stack: "Alix, Inês and 3 more". */
  label: string
  max?: number
}

/** At most five and "+n". */
export function AvatarStack({ people, label, max = 5 }: AvatarStackProps) {
  const shown = people.slice(0, max)
  return (
    <span className={styles.stack} role="img" aria-label={label}>
      {shown.map((person) => (
        <Avatar key={person.id} name={person.name} colour={person.colour} shape={person.shape} size="s" />
      ))}
      {people.length > max && <span className={styles.more}>+{people.length - max}</span>}
    </span>
  )
}
