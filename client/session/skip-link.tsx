import { useId } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useWorkPlaces } from '#client/ui/work-place.ts'
import styles from './door-shell.module.css'

/** The first stops of the Tab key: past the places to the screen, or right to where one works on it. */
export function SkipLinks({ hasRegions = false }: { hasRegions?: boolean }) {
  const { t } = useMessages()
  const work = useWorkPlaces()
  const keysId = useId()
  return (
    <>
      <a href="#main" className={styles.skip} {...(hasRegions ? { 'aria-describedby': keysId } : {})}>
        {t('app.skip')}
      </a>
      {work.map(({ kind, go }) => (
        <button key={kind} type="button" className={styles.skip} onClick={go}>
          {t(`app.skipTo_${kind}`)}
        </button>
      ))}
      {hasRegions && (
        <p id={keysId} hidden>
          {t('app.regionKeys')}
        </p>
      )}
    </>
  )
}
