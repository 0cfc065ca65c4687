import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './cover.module.css'
import { hashText, paletteIndex } from './pattern.ts'

interface CoverProps {
  title: string
  /** 1-8, the colour of the notebook. */
  colour: number
  /** The project's id: chooses the pattern. */
  seed: string
  subtitle?: ReactNode
  /** s = a thumbnail without words; banner = wide, at the top of a place. */
  size?: 's' | 'm' | 'banner'
  isArchived?: boolean
  /** The element of the title: h1 at the top of a page, span inside a link. */
  heading?: 'h1' | 'h2' | 'h3' | 'span'
}

const motifs = [
  <path
    key="dots"
    d="M8 8m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M24 24m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
    fill="currentColor"
  />,
  <path
    key="chevrons"
    d="M0 10l8-8 8 8 8-8 8 8M0 26l8-8 8 8 8-8 8 8"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.5"
  />,
  <path key="grid" d="M0 .5h32M.5 0v32M0 16.5h32M16.5 0v32" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  <path key="triangles" d="M0 16L8 2l8 14zM16 32l8-14 8 14z" fill="currentColor" />,
  <path key="crosses" d="M8 3v10M3 8h10M24 19v10M19 24h10" fill="none" stroke="currentColor" strokeWidth="3" />,
  <path
    key="scales"
    d="M0 16a8 8 0 0 0 16 0 8 8 0 0 0 16 0M-8 32a8 8 0 0 0 16 0 8 8 0 0 0 16 0 8 8 0 0 0 16 0"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
  />,
  <path key="diagonals" d="M-4 20L20-4M-4 36L36-4M12 36l24-24" fill="none" stroke="currentColor" strokeWidth="4" />,
]

/** A project as a notebook: one colour, a pattern of its own, a white label. */
export function Cover(props: CoverProps) {
  const { title, colour, seed, subtitle, size = 'm', isArchived = false, heading: Heading = 'span' } = props
  const patternId = useId()
  const scale = size === 's' ? 0.4 : 1
  return (
    <div className={styles.cover} data-colour={paletteIndex(colour)} data-size={size} data-archived={isArchived}>
      <svg className={styles.pattern} aria-hidden="true">
        <pattern
          id={patternId}
          width="32"
          height="32"
          patternUnits="userSpaceOnUse"
          patternTransform={`scale(${scale})`}
        >
          {motifs[hashText(seed) % motifs.length]}
        </pattern>
        <rect width="100%" height="100%" fill={`url(#${patternId})`} />
      </svg>
      <span className={styles.spine} />
      {size !== 's' && (
        <div className={styles.label}>
          <Heading className={styles.title}>{title}</Heading>
          {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
      )}
    </div>
  )
}
