import type { ReactNode } from 'react'
import { LanguageMenu, ThemeMenu } from './device-menus.tsx'
import { SkipLink } from './skip-link.tsx'
import { useDensity } from './preferences.tsx'
import styles from './door-shell.module.css'
import { Wordmark } from './wordmark.tsx'

/** Around the screens before one is in: the name, the languages, and one sheet of paper on a ruled table. */
export function DoorShell({ children }: { children: ReactNode }) {
  useDensity('pupil')
  return (
    <div className={styles.door}>
      <SkipLink />
      <header className={styles.doorTop}>
        <Wordmark />
        <span className={styles.device}>
          <LanguageMenu />
          <ThemeMenu />
        </span>
      </header>
      <main id="main" tabIndex={-1} className={styles.doorMain}>
        {children}
      </main>
    </div>
  )
}
