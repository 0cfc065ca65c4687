import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { isAt } from './places.ts'
import type { Place } from './places.ts'
import styles from './shell.module.css'

/** More than this is shown as "more than". */
const mostShown = 99

function Unread({ count }: { count: number }) {
  const { t } = useMessages()
  if (count === 0) return null
  return (
    <span className={styles.unread}>
      <span aria-hidden="true">{count > mostShown ? `${mostShown}+` : count}</span>
      <span className="visually-hidden"> {t('app.unread', { count })}</span>
    </span>
  )
}

/** The tabs of the notebook: icon and word, the open one joined to the page. */
export function Nav({ label, places }: { label: string; places: Place[] }) {
  const { t } = useMessages()
  const { pathname } = useLocation()
  const bar = useRef<HTMLElement>(null)
  const unread = places.reduce((sum, place) => sum + (place.unread ?? 0), 0)
  // On a phone the places stand in one line that is wider than the screen; how much waits makes it wider still.
  useEffect(() => {
    const [nav, here] = [bar.current, bar.current?.querySelector('[aria-current]')]
    if (!nav || !(here instanceof HTMLElement)) return
    nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- see above
  }, [pathname, unread])
  return (
    <nav ref={bar} aria-label={label} className={styles.nav} data-covers>
      <ul role="list">
        {places.map((place) => {
          const isHere = isAt(place, pathname)
          return (
            <li key={place.href}>
              <Link href={place.href} className={cx(styles.place)} {...(isHere ? { 'aria-current': 'page' } : {})}>
                <Icon of={place.icon} />
                <span>{t(place.labelId)}</span>
                <Unread count={place.unread ?? 0} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
