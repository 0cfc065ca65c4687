import { useMemo } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { tileCells } from './pattern.ts'
import styles from './school-chip.module.css'

interface SchoolChipProps {
  school: { id: string; name: string; countryCode: string; town?: string }
  /** The language the school writes its own name in. */
  lang?: string
  /** tile = country and pattern only, with the name read aloud. */
  size?: 'm' | 'tile'
}

/** Country by its two letters, never a flag; the tile pattern is drawn from the school's id. */
export function SchoolChip({ school, lang, size = 'm' }: SchoolChipProps) {
  const { locale } = useMessages()
  const country = useMemo(
    () => new Intl.DisplayNames([locale], { type: 'region' }).of(school.countryCode) ?? school.countryCode,
    [locale, school.countryCode],
  )
  const place = [school.name, school.town].filter(Boolean).join(', ')
  return (
    <span className={styles.chip} title={`${place} (${country})`}>
      <abbr className={styles.country} aria-label={country} role="img">
        {school.countryCode}
      </abbr>
      <svg viewBox="0 0 3 3" className={styles.tile} aria-hidden="true">
        {tileCells(school.id).map((isOn, cell) =>
          isOn ? <rect key={cell} x={cell % 3} y={Math.floor(cell / 3)} width="1" height="1" /> : null,
        )}
      </svg>
      <span className={size === 'tile' ? 'visually-hidden' : styles.place} lang={lang}>
        {place}
      </span>
    </span>
  )
}
