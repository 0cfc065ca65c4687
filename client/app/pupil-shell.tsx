import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, Eye } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Bell } from '#client/notices/bell.tsx'
import { Button } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { SkipLink } from '../session/skip-link.tsx'
import { Nav } from './nav.tsx'
import { pupilPlaces } from './places.ts'
import { useDensity } from '../session/preferences.tsx'
import { usePupilProject } from '../session/pupil-project.ts'
import type { SessionView } from '../session/session.ts'
import styles from './shell.module.css'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { Wordmark } from '../session/wordmark.tsx'

/** Below this age the sizes and the letters of early readers. */
const readerAge = 9

/** Few places, each with icon and word, one project at a time. */
export function PupilShell({ user, children }: { user: SessionView; children: ReactNode }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const { projects, here, isPlace, choose } = usePupilProject()
  const onChoose = (projectId: string) => {
    choose(projectId)
    if (isPlace) void navigate({ to: '/p/$projectId/pages', params: { projectId } })
  }
  useDensity(user.classroom && user.classroom.ageFrom < readerAge ? 'early' : 'pupil')
  return (
    <div className={styles.frame} data-shell="pupil">
      <SkipLink />
      <header className={styles.rail}>
        <div className={styles.railTop}>
          <Wordmark />
          <Bell />
        </div>
        {here && (
          <div className={styles.projectName} data-part="project">
            <Cover title={here.name} colour={here.cover} seed={here.id} size="s" />
            {projects.length > 1 ? (
              <Menu
                label={t('app.otherProjects')}
                placement="bottom start"
                trigger={
                  <Button variant="quiet" icon={ChevronsUpDown}>
                    {here.name}
                  </Button>
                }
                onAction={(key) => onChoose(String(key))}
              >
                {projects.map((project) => (
                  <MenuItem key={project.id} id={project.id}>
                    {project.name}
                  </MenuItem>
                ))}
              </Menu>
            ) : (
              <span>{here.name}</span>
            )}
          </div>
        )}
        <Nav label={t('app.mainPlaces')} places={pupilPlaces(here?.id ?? null)} />
        <div className={styles.account}>
          <p className={styles.readers}>
            <Icon of={Eye} />
            {t('app.teachersRead')}
          </p>
          <SignOutButton isWide />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.content}>{children}</div>
      </main>
    </div>
  )
}
