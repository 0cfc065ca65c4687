import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './layout.module.css'
import { ScreenTitle } from './screen-title.tsx'

interface PageHeadingProps {
  title: string
  /** What is shown, where it is more than the words. */
  shown?: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  /** Buttons at the end of the row. */
  actions?: ReactNode
  back?: { href: string; label: string }
  /** Badges beside the title. */
  badges?: ReactNode
}

/** The one h1 of a place, and the name of the tab. */
export function PageHeading({ title, shown, lead, actions, back, badges }: PageHeadingProps) {
  return (
    <header className={styles.heading}>
      <div className={styles.headingWords}>
        {back && (
          <Link href={back.href} className={cx(styles.back)}>
            <Icon of={ChevronLeft} size="s" />
            {back.label}
          </Link>
        )}
        <div className={styles.titleRow}>
          <ScreenTitle title={title}>{shown}</ScreenTitle>
          {badges}
        </div>
        {lead && <div className={styles.lead}>{lead}</div>}
      </div>
      {actions && <div className={styles.headingActions}>{actions}</div>}
    </header>
  )
}

interface BoxProps {
  children: ReactNode
  gap?: 's' | 'm' | 'l'
}

/** One under the other. */
export function Stack({ children, gap = 'm' }: BoxProps) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  )
}

/** Beside each other, wrapping. */
export function Row({ children, gap = 'm', isSpread = false }: BoxProps & { isSpread?: boolean }) {
  return (
    <div className={styles.row} data-gap={gap} data-spread={isSpread}>
      {children}
    </div>
  )
}

/** Equal cards side by side, as many as fit. */
export function Shelf({ children }: { children: ReactNode }) {
  return <div className={styles.shelf}>{children}</div>
}

interface CardProps {
  title?: string
  actions?: ReactNode
  children: ReactNode
}

/** An index card: a block of its own on the canvas. */
export function Card({ title, actions, children }: CardProps) {
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <header className={styles.cardHead}>
          {title && <h2>{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}

/** A page of the exercise book: ruled edge, red margin line, content to its right. For forms and reading. */
export function Sheet({ children, width = 'm' }: { children: ReactNode; width?: 's' | 'm' }) {
  return (
    <div className={styles.sheet} data-width={width}>
      {children}
    </div>
  )
}
