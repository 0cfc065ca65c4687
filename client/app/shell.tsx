import type { ReactNode } from 'react'
import { HandMark } from '#client/hands/hand-mark.tsx'
import { TimerPlace } from '#client/timer/timer-place.tsx'
import { ReportHost } from '#client/reports/report-host.tsx'
import { Bell } from '#client/notices/bell.tsx'
import { useRegionKeys } from '#client/ui/use-region-keys.ts'
import { SkipLinks } from '../session/skip-link.tsx'
import { Wordmark } from '../session/wordmark.tsx'
import styles from './shell.module.css'

interface ShellProps {
  kind: 'adult' | 'pupil'
  /** The project one is in. */
  projectId: string | null
  /** Below the wordmark and the bell: where one can go, and one's account. */
  rail: ReactNode
  children: ReactNode
}

/** A rail with places, and the screen beside it. */
export function Shell({ kind, projectId, rail, children }: ShellProps) {
  useRegionKeys()
  return (
    <>
      {projectId !== null && <TimerPlace projectId={projectId} />}
      <div className={styles.frame} data-shell={kind}>
        <SkipLinks hasRegions />
        <header className={styles.rail} data-region="places">
          <div className={styles.railTop}>
            <Wordmark />
            <Bell />
            {projectId !== null && <HandMark projectId={projectId} />}
          </div>
          {rail}
        </header>
        <main id="main" tabIndex={-1} data-region="main" className={styles.main}>
          <div className={styles.content}>{children}</div>
        </main>
        {projectId !== null && <ReportHost projectId={projectId} />}
      </div>
    </>
  )
}
