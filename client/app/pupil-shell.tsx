import { useLocation, useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, Eye } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { useUnread } from '#client/data/chat-unread.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { later } from '#client/ui/later.tsx'
import { EyesWatch } from '#client/writing/eyes-watch.tsx'
import { Nav } from './nav.tsx'
import { pupilPlaces } from './places.ts'
import { useDensity } from '../session/preferences.tsx'
import { usePupilProject } from '../session/pupil-project.ts'
import type { SessionView } from '../session/session.ts'
import { Shell } from './shell.tsx'
import styles from './shell.module.css'
import { SignOutButton } from '../session/sign-out-button.tsx'

// Few pupils have two projects.
const ProjectMenu = later(
  () => import('./project-menu.tsx').then((module) => module.ProjectMenu),
  ({ here }) => <span>{here.name}</span>,
)

// Hardly anybody is ever kept away.
const AwayScreen = later(() => import('#client/writing/away-screen.tsx').then((module) => module.AwayScreen))

/** What is nobody's project. */
const isOutside = (pathname: string) =>
  ['/me', '/help', '/notices', '/connection-test'].some((path) => pathname.startsWith(path))

/** Below this age the sizes and the letters of early readers. */
const readerAge = 9

/** As large as the menu that comes in its place. */
function WaitingMenu({ name }: { name: string }) {
  return (
    <Button variant="quiet" icon={ChevronsUpDown}>
      {name}
    </Button>
  )
}

/** Few places, each with icon and word, one project at a time. */
export function PupilShell({ user, children }: { user: SessionView; children: ReactNode }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const { projects, here, isPlace, choose, query } = usePupilProject()
  const { pathname } = useLocation()
  const isAway = here?.isAway === true
  const unread = useUnread(isAway ? null : (here?.id ?? null))
  // Where the server does not answer at once, one goes where one can.
  const isKnown = !query.isLoading || query.failureCount > 0
  const onChoose = (projectId: string) => {
    choose(projectId)
    if (isPlace) void navigate({ to: '/p/$projectId/pages', params: { projectId } })
  }
  useDensity(user.classroom && user.classroom.ageFrom < readerAge ? 'early' : 'pupil')
  return (
    <Shell
      kind="pupil"
      projectId={isAway ? null : (here?.id ?? null)}
      rail={
        <>
          {here && (
            <div className={styles.projectName} data-part="project">
              <Cover title={here.name} colour={here.cover} seed={here.id} size="s" />
              {projects.length > 1 ? (
                <Suspense fallback={<WaitingMenu name={here.name} />}>
                  <ProjectMenu here={here} projects={projects} onChoose={onChoose} />
                </Suspense>
              ) : (
                <span>{here.name}</span>
              )}
            </div>
          )}
          {/* Once the project is known: places that came one by one would move from under a finger. */}
          {isKnown && <Nav label={t('app.mainPlaces')} places={pupilPlaces(here?.id ?? null, unread)} />}
          <div className={styles.account}>
            <p className={styles.readers}>
              <Icon of={Eye} />
              {t('app.teachersRead')}
            </p>
            <SignOutButton isWide />
          </div>
        </>
      }
    >
      {here && !isAway && <EyesWatch projectId={here.id} />}
      {here && isAway && !isOutside(pathname) ? (
        <Suspense fallback={null}>
          <AwayScreen project={here} />
        </Suspense>
      ) : (
        children
      )}
    </Shell>
  )
}
