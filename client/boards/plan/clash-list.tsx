import { TriangleAlert } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardSession } from '../board-session.ts'
import { type Plan, usePlanHands } from './plan-context.ts'
import styles from './plan-face.module.css'
import { dayWords, useClashWords } from './words.ts'

/** Everything that clashes, in the order of the days; each leads to its session. */
export function ClashList({ plan }: { plan: Plan }) {
  const { t, locale } = useMessages()
  const { store } = useBoardSession()
  const hands = usePlanHands()
  const clashWords = useClashWords(plan)
  const found = [...plan.clashes]
    .flatMap(([id, clashes]) => {
      const object = store.getObject(id)
      return object === undefined ? [] : [{ object, clashes }]
    })
    .toSorted((a, b) => a.object.date.localeCompare(b.object.date))
  return (
    <div className={styles.clashes} data-some={found.length > 0 || undefined} data-print="no">
      <p role="status">
        {found.length > 0 && <Icon of={TriangleAlert} size="s" />} {t('plan.clashes', { count: found.length })}
      </p>
      {found.length > 0 && (
        <details>
          <summary>{t('plan.showClashes')}</summary>
          <ul>
            {found.map(({ object, clashes }) => (
              <li key={object.id}>
                <Button variant="quiet" onPress={() => hands.edit(object.id)}>
                  {object.text || t('boards.type_session')}
                </Button>{' '}
                {dayWords(object.date, locale, 'whole')}: {clashes.map(clashWords).join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
