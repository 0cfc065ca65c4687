import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '#client/ui/icon.tsx'
import { useFocusGivenBack } from '#client/ui/use-focus-given-back.ts'
import styles from './banner.module.css'

interface BannerProps {
  icon: LucideIcon
  /** `sun`: somebody calls. */
  tone?: 'brand' | 'sun'
  /** What is so. Screen readers hear it from a region of its own, once. */
  words: string
  /** The one gesture that ends it, or takes part in it. */
  children: ReactNode
}

/** Over a page or a board: whom one follows, or who calls. */
export function Banner({ icon, tone = 'brand', words, children }: BannerProps) {
  const place = useFocusGivenBack()
  return (
    <div ref={place} role="group" aria-label={words} className={styles.banner} data-tone={tone}>
      <Icon of={icon} />
      <p>{words}</p>
      {children}
    </div>
  )
}
