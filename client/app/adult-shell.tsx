import { UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { waitingContactsQuery } from '#client/data/contacts.ts'
import { useWaiting } from '#client/data/desk.ts'
import { useQuery } from '@tanstack/react-query'
import { reportsQuery, waitingIn } from '#client/data/reports.ts'
import { useUnread } from '#client/data/chat-unread.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { cx } from '#client/ui/cx.ts'
import { DeviceMenus } from '../session/later-device-menus.tsx'
import { Nav } from './nav.tsx'
import { adultPlaces, projectPlaces } from './places.ts'
import { useDensity } from '../session/preferences.tsx'
import type { SessionView } from '../session/session.ts'
import { Shell } from './shell.tsx'
import styles from './shell.module.css'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { useProjectHere } from '../session/use-project-here.ts'

/** How many reports wait, for whoever answers them. */
function useReported(project: ReturnType<typeof useProjectHere>['project']) {
  const isAsked = project?.can.answerReports === true
  return waitingIn(useQuery({ ...reportsQuery(project?.id ?? ''), enabled: isAsked }).data?.reports)
}

/** As high as the places of the project that come in its place: on a tablet the screen below stands where it will stay. */
function ComingProject() {
  return (
    <div className={cx(styles.project, styles.coming)} aria-hidden="true">
      <p className={styles.projectName}>
        <Cover title="" colour={1} seed="" size="s" />
      </p>
      <div className={styles.nav}>
        <span className={styles.place} />
      </div>
    </div>
  )
}

/** The rail of grown-ups: their places, and inside a project its own. */
export function AdultShell({ user, children }: { user: SessionView; children: ReactNode }) {
  const { t } = useMessages()
  const { projectId, project, isComing } = useProjectHere()
  const unread = useUnread(project?.id ?? null)
  const waiting = useWaiting(project?.can.edit ? project.id : null)
  const reports = useReported(project)
  const contacts = useQuery({ ...waitingContactsQuery, enabled: user.can.askOffice }).data
  useDensity('adult')
  return (
    <Shell
      kind="adult"
      projectId={projectId}
      rail={
        <>
          <Nav
            label={t('app.mainPlaces')}
            places={adultPlaces(user, { waiting: contacts ? contacts.asking + contacts.unread : 0 })}
          />
          {isComing && <ComingProject />}
          {project && (
            <div className={styles.project}>
              <p className={styles.projectName}>
                <Cover title={project.name} colour={project.cover} seed={project.id} size="s" />
                <span>{project.name}</span>
              </p>
              <Nav
                label={t('app.projectPlaces')}
                places={projectPlaces(project.id, project.can, {
                  ...{ unread, waiting: waiting + reports },
                  isCircle: project.kind === 'circle',
                })}
              />
            </div>
          )}
          <div className={styles.account}>
            <LinkButton href="/me" variant="quiet" icon={UserRound} aria-label={`${user.displayName}: ${t('app.me')}`}>
              {user.displayName}
            </LinkButton>
            <span className={styles.device}>
              <DeviceMenus />
            </span>
            <SignOutButton />
          </div>
        </>
      }
    >
      {children}
    </Shell>
  )
}
