import { useMessages } from '#client/locales/messages.tsx'
import { usePreferences } from '#client/session/preferences.tsx'
import { sizes, spacings } from '#client/session/reading.ts'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { Card } from '#client/ui/layout.tsx'
import styles from './me.module.css'

/** How pages are set for this reader, on this device. Letter and word spacing move together. */
export function ReadingComfort() {
  const { t } = useMessages()
  const { reading, setReading } = usePreferences()
  return (
    <Card title={t('me.reading')}>
      <div className={styles.choice}>
        <span className={styles.choiceLabel} aria-hidden="true">
          {t('me.textSize')}
        </span>
        <SegmentedControl
          label={t('me.textSize')}
          options={sizes.map((id) => ({ id, label: t(`me.size_${id}`) }))}
          value={reading.size}
          onChange={(size) => setReading({ ...reading, size })}
        />
      </div>
      <div className={styles.choice}>
        <span className={styles.choiceLabel} aria-hidden="true">
          {t('me.spacing')}
        </span>
        <SegmentedControl
          label={t('me.spacing')}
          options={spacings.map((id) => ({ id, label: t(`me.spacing_${id}`) }))}
          value={reading.spacing}
          onChange={(spacing) => setReading({ ...reading, spacing })}
        />
      </div>
      <p className={styles.sample}>{t('me.sample')}</p>
    </Card>
  )
}
