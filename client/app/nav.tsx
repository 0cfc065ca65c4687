import { useLocation } from '@tanstack/react-router'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { isAt } from './places.ts'
import type { Place } from './places.ts'
import styles from './shell.module.css'

/** The tabs of the notebook: icon and word, the open one joined to the page. */
export function Nav({ label, places }: { label: string; places: Place[] }) {
  const { t } = useMessages()
  const { pathname } = useLocation()
  return (
    <nav aria-label={label} className={styles.nav}>
      <ul role="list">
        {places.map((place) => {
          const isHere = isAt(place, pathname)
          return (
            <li key={place.href}>
              <Link href={place.href} className={cx(styles.place)} {...(isHere ? { 'aria-current': 'page' } : {})}>
                <Icon of={place.icon} />
                <span>{t(place.labelId)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
