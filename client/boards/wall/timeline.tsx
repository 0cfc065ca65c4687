import { Plus } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { dayWords } from '../parts/when.tsx'
import type { Day } from './arrange.ts'
import { Cards } from './cards.tsx'
import { dropData } from './pointer-drag.ts'
import styles from './timeline.module.css'
import { useAddCard, useCanMake } from './use-add.ts'

/** Days from first to last along the red line; what has no date yet comes at the end. */
export function Timeline({ days }: { days: readonly Day[] }) {
  const { t, locale } = useMessages()
  const addCard = useAddCard()
  const canMake = useCanMake()
  return (
    <div className={cx(styles.timeline)}>
      {days.map(({ date, cards }) => (
        <section
          key={date}
          className={cx(styles.day)}
          aria-labelledby={`day-${date || 'none'}`}
          data-none={date === '' || undefined}
          {...{ [dropData.card.group]: date }}
        >
          <h2 id={`day-${date || 'none'}`} className={cx(styles.date)}>
            {date === '' ? t('boards.wall_noDate') : <time dateTime={date}>{dayWords(date, locale)}</time>}
          </h2>
          <Cards ids={cards.map(({ id }) => id)} className={styles.cards ?? ''} />
          {canMake && date !== '' && (
            <Button variant="quiet" icon={Plus} onPress={() => addCard({ date })}>
              {t('boards.wall_addCard')}
            </Button>
          )}
        </section>
      ))}
      {canMake && (
        <div className={styles.add}>
          <Button icon={Plus} onPress={() => addCard()}>
            {t('boards.wall_addCard')}
          </Button>
        </div>
      )}
    </div>
  )
}
