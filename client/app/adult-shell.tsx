import { UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Bell } from '#client/notices/bell.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { LanguageMenu, ThemeMenu } from '../session/device-menus.tsx'
import { SkipLink } from '../session/skip-link.tsx'
import { Nav } from './nav.tsx'
import { adultPlaces, projectPlaces } from './places.ts'
import { useDensity } from '../session/preferences.tsx'
import type { SessionView } from '../session/session.ts'
import styles from './shell.module.css'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { useProjectHere } from '../session/use-project-here.ts'
import { Wordmark } from '../session/wordmark.tsx'

/** The rail of grown-ups: their places, and inside a project its own. */
export function AdultShell({ user, children }: { user: SessionView; children: ReactNode }) {
  const { t } = useMessages()
  const { project } = useProjectHere()
  useDensity('adult')
  return (
    <div className={styles.frame} data-shell="adult">
      <SkipLink />
      <header className={styles.rail}>
        <div className={styles.railTop}>
          <Wordmark />
          <Bell />
        </div>
        <Nav label={t('app.mainPlaces')} places={adultPlaces(user)} />
        {project && (
          <div className={styles.project}>
            <p className={styles.projectName}>
              <Cover title={project.name} colour={project.cover} seed={project.id} size="s" />
              <span>{project.name}</span>
            </p>
            <Nav label={t('app.projectPlaces')} places={projectPlaces(project.id, project.can)} />
          </div>
        )}
        <div className={styles.account}>
          <LinkButton href="/me" variant="quiet" icon={UserRound} aria-label={`${t('app.me')}: ${user.displayName}`}>
            {user.displayName}
          </LinkButton>
          <span className={styles.device}>
            <LanguageMenu />
            <ThemeMenu />
          </span>
          <SignOutButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.content}>{children}</div>
      </main>
    </div>
  )
}
