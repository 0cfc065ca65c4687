import { useQueryClient } from '@tanstack/react-query'
import { CloudOff, Sparkles } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { OfflineError } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import { useSession } from './session.ts'
import styles from './strips.module.css'

function subscribe(onChange: () => void) {
  addEventListener('online', onChange)
  addEventListener('offline', onChange)
  return () => {
    removeEventListener('online', onChange)
    removeEventListener('offline', onChange)
  }
}

/** The browser says offline, or the last question to the server got no answer. */
export function useIsOffline() {
  const isBrowserOffline = useSyncExternalStore(subscribe, () => !navigator.onLine)
  const queryClient = useQueryClient()
  const [isSilent, setIsSilent] = useState(false)
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return
        if (event.action.type === 'success') setIsSilent(false)
        if (event.action.type === 'error' && event.action.error instanceof OfflineError) setIsSilent(true)
      }),
    [queryClient],
  )
  return isBrowserOffline || isSilent
}

/** Thin strips above everything, never a modal: no connection; a new version waits. */
export function ConnectionStrip() {
  const { t } = useMessages()
  const { data } = useSession()
  // Where nothing has come yet the screen itself says so, and there is nothing to go on with.
  const isOffline = useIsOffline() && data !== undefined
  const isOutdated = useIsOutdated()
  useRootMark('strip', isOffline || isOutdated ? 'shown' : null)
  const strips = useRef<HTMLDivElement>(null)
  useHeightAs('--strip-height', strips)
  return (
    <div ref={strips} role="status" className={styles.strips} data-print="no">
      {isOffline && (
        <p className={styles.strip} data-tone="offline">
          <span className={styles.words}>
            <Icon of={CloudOff} />
            <span>{t('app.offline')}</span>
          </span>
        </p>
      )}
      {isOutdated && !isOffline && (
        <p className={styles.strip} data-tone="version">
          <span className={styles.words}>
            <Icon of={Sparkles} />
            <span>{t('app.newVersion')}</span>
          </span>
          <Button onPress={() => location.reload()}>{t('app.reload')}</Button>
        </p>
      )}
    </div>
  )
}

/** Its words take one line or three: what stands below is told how high it is. */
function useHeightAs(property: string, element: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => style.setProperty(property, `${current.offsetHeight}px`))
    observer.observe(current)
    return () => {
      observer.disconnect()
      style.removeProperty(property)
    }
  }, [property, element])
}

/** Written into the page by the build: one that the device kept may be older than the server. */
const ownVersion = () => document.querySelector<HTMLMetaElement>('meta[name=release]')?.content ?? null

/** The server answers with another version than the one this page was loaded from. */
function useIsOutdated() {
  const { data } = useSession()
  const [loaded, setLoaded] = useState(ownVersion)
  const current = data?.serverVersion ?? null
  if (loaded === null && current !== null) setLoaded(current)
  return loaded !== null && current !== null && loaded !== current
}
