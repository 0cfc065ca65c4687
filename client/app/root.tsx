import { Outlet, useMatches, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { DoorPage } from '#client/auth/door-page.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { isLocale } from '#client/locales/locales.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { ToastRegion } from '#client/ui/toast.tsx'
import { AdultShell } from './adult-shell.tsx'
import { DoorShell } from '../session/door-shell.tsx'
import { usePreferences } from '../session/preferences.tsx'
import { PupilShell } from './pupil-shell.tsx'
import { useSession } from '../session/session.ts'
import type { SessionView } from '../session/session.ts'
import { ConnectionStrip } from '../session/strips.tsx'
import { UnopenedStrip } from './unopened-strip.tsx'

// Few ever wait, and once.
const WaitingPage = lazy(() =>
  import('#client/auth/waiting-page.tsx').then((module) => ({ default: module.WaitingPage })),
)

const openPaths = ['/join', '/sign-in', '/setup', '/invite', '/recover', '/connection-test']

/** The frame of everything: who is here, which shell, and what is said when the session ends. */
export function Root() {
  const router = useRouter()
  return (
    <AriaRouterProvider navigate={(href) => router.history.push(href)}>
      <ConnectionStrip />
      <Frame />
      <ToastRegion />
    </AriaRouterProvider>
  )
}

function Frame() {
  const { user, isPending, isError, error, refetch } = useSession()
  // The path of the screen that is drawn now, not of the one that is still loading.
  const pathname = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' })
  const [hadSession, setHadSession] = useState(false)
  useAccountChoices(user)
  useFocusOnArrival(pathname)
  if (user && !hadSession) setHadSession(true)
  if (isPending) return <DoorShell>{<Skeleton />}</DoorShell>
  if (isError && !user)
    return (
      <DoorShell>
        <ErrorState error={error} onRetry={() => void refetch()} />
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
      <UnopenedStrip key={user.id} user={user} />
      <Shell user={user}>
        <Screen />
      </Shell>
    </>
  )
}

function Screen() {
  return (
    <Suspense fallback={<Skeleton of="rows" />}>
      <Outlet />
    </Suspense>
  )
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

/** A new place: its heading gets the focus, so that it is read aloud, and the tab its name. */
function useFocusOnArrival(pathname: string) {
  const { t } = useMessages()
  const first = useRef(true)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const heading = document.querySelector('h1')
      document.title = heading?.textContent ? `${heading.textContent} · ${t('common.appName')}` : t('common.appName')
      if (!first.current && document.activeElement === document.body) document.querySelector('main')?.focus()
      first.current = false
    })
    return () => cancelAnimationFrame(frame)
  }, [pathname, t])
}
