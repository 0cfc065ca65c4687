import type { ReactNode } from 'react'
import { DeviceMenus } from './later-device-menus.tsx'
import { SkipLinks } from './skip-link.tsx'
import { useDensity } from './preferences.tsx'
import styles from './door-shell.module.css'
import { Wordmark } from './wordmark.tsx'

/** Around the screens before one is in: the name, the languages, and one sheet of paper on a ruled table. */
export function DoorShell({ isOffline = false, children }: { isOffline?: boolean; children: ReactNode }) {
  useDensity('pupil')
  return (
    <div className={styles.door}>
      <SkipLinks />
      <header className={styles.doorTop}>
        <Wordmark />
        <span className={styles.device}>
          {/* Without a line there may be no code for them. */}
          {!isOffline && <DeviceMenus />}
        </span>
      </header>
      <main id="main" tabIndex={-1} className={styles.doorMain}>
        {children}
      </main>
    </div>
  )
}
