import { Outlet, useMatches, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { DoorPage } from '#client/auth/door-page.tsx'
import { isLocale } from '#client/locales/locales.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { useTabName } from '#client/ui/screen-title.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { afterwards } from '#client/ui/later.tsx'
import { isOffline } from '#client/locales/error-text.ts'
import { noteDevice } from '#client/live/kept-documents.ts'
import { AdultShell } from './adult-shell.tsx'
import { OfflineStart } from './offline-start.tsx'
import { useFieldInSight } from './field-in-sight.ts'
import { DoorShell } from '../session/door-shell.tsx'
import { usePreferences } from '../session/preferences.tsx'
import { PupilShell } from './pupil-shell.tsx'
import { useSession } from '../session/session.ts'
import type { SessionView } from '../session/session.ts'
import { SpeakToWhoIsHere } from '../session/speak-to-who-is-here.tsx'
import { useProjectHere } from '../session/use-project-here.ts'
import { ConnectionStrip } from '../session/strips.tsx'
import { UnopenedStrip } from './unopened-strip.tsx'

// Nothing is said before something was done.
const ToastRegion = afterwards(() => import('#client/ui/toast-region.tsx').then((module) => module.ToastRegion))

// Few ever wait, and once.
const WaitingPage = lazy(() =>
  import('#client/registration/waiting-page.tsx').then((module) => ({ default: module.WaitingPage })),
)

const openPaths = [
  '/join',
  '/sign-in',
  '/setup',
  '/invite',
  '/recover',
  '/forgot',
  '/register',
  '/register/confirm',
  '/connection-test',
]

/** What the server writes itself is no screen: the browser opens it anew (`plainPlaces` of the server). */
const foreign = /^\/(api|schools|offices|regions|news|texts|gallery|figures|certificate|labelled-schools)(\/|\?|#|$)/

/** The frame of everything: who is here, which shell, and what is said when the session ends. */
export function Root() {
  const router = useRouter()
  // The path of the screen that is drawn now, not of the one that is still loading.
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' })
  return (
    <AriaRouterProvider navigate={(href) => (foreign.test(href) ? location.assign(href) : router.history.push(href))}>
      <SpeakToWhoIsHere isCardDoor={pathname === '/join'}>
        <ConnectionStrip />
        <Frame pathname={pathname} />
        <ToastRegion />
      </SpeakToWhoIsHere>
    </AriaRouterProvider>
  )
}

function Frame({ pathname }: { pathname: string }) {
  const { user, data, isPending, isError, failureReason, error, refetch } = useSession()
  const [hadSession, setHadSession] = useState(false)
  const ask = useCallback(() => void refetch(), [refetch])
  useAccountChoices(user)
  useFieldInSight()
  useFocusOnArrival(pathname)
  useEndOfSession(pathname, data?.isOver === true, refetch)
  if (user && !hadSession) setHadSession(true)
  useDeviceNoted(data)
  // Not only after the last try: a line that is not there is said at once.
  if (!data && isOffline(failureReason))
    return (
      <DoorShell isOffline>
        <OfflineStart pathname={pathname} onAsk={ask} />
      </DoorShell>
    )
  if (isPending) return <DoorShell>{<Skeleton />}</DoorShell>
  if (isError && !user)
    return (
      <DoorShell>
        <ErrorScreen error={error} onRetry={ask} />
      </DoorShell>
    )
  const isOpenPath = openPaths.includes(pathname)
  if (isOpenPath)
    return (
      <DoorShell>
        <Screen />
      </DoorShell>
    )
  if (!user) return <DoorPage path={pathname} wasSignedOut={hadSession} />
  if (user.isWaiting)
    return (
      <DoorShell>
        <Suspense fallback={<Skeleton />}>
          <WaitingPage user={user} />
        </Suspense>
      </DoorShell>
    )
  const Shell = user.kind === 'pupil' ? PupilShell : AdultShell
  return (
    <>
      <TabProject />
      <UnopenedStrip key={user.id} user={user} />
      <Shell user={user}>
        <Screen />
      </Shell>
    </>
  )
}

/** The tab says which project one is in. */
function TabProject() {
  const { project } = useProjectHere()
  useTabName('project', project?.name ?? null)
  return null
}

function Screen() {
  return (
    <Suspense fallback={<Skeleton of="rows" />}>
      <Outlet />
    </Suspense>
  )
}

/** What the device keeps is for who is here, and for nobody where it is one of many. */
function useDeviceNoted(data: ReturnType<typeof useSession>['data']) {
  const isKnown = data !== undefined && data.isOver !== true
  const id = data?.user?.id ?? null
  const isSharedDevice = data?.user?.isSharedDevice ?? true
  useEffect(() => {
    if (isKnown) void noteDevice(id === null ? null : { id, isSharedDevice })
  }, [isKnown, id, isSharedDevice])
}

/** What an ended session left on the screen goes with that screen. */
function useEndOfSession(pathname: string, isOver: boolean, refetch: () => unknown) {
  useEffect(() => {
    if (isOver) void refetch()
  }, [pathname, isOver, refetch])
}

/** The account's language and theme, where it has chosen them, go with the person to any device. */
function useAccountChoices(user: SessionView | null) {
  const { setLocale, setTheme } = usePreferences()
  const [locale, theme] = [user?.locale, user?.theme]
  const hadTheme = useRef(false)
  useEffect(() => {
    if (isLocale(locale)) setLocale(locale)
  }, [locale, setLocale])
  useEffect(() => {
    // 'system' is also what an account says that never chose: then what the device was set to at the door stays.
    if (theme && theme !== 'system') setTheme(theme)
    // The next person at the machine begins with the device's own colours.
    if (theme === undefined && hadTheme.current) setTheme('system')
    hadTheme.current = theme !== undefined
  }, [theme, setTheme])
}

/** A new place gets the focus, so that it is read aloud. */
function useFocusOnArrival(pathname: string) {
  const first = useRef(true)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!first.current && document.activeElement === document.body) document.querySelector('main')?.focus()
      first.current = false
    })
    return () => cancelAnimationFrame(frame)
  }, [pathname])
}
