import { Plus } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Cards } from './cards.tsx'
import styles from './grid.module.css'
import { dropData } from './pointer-drag.ts'
import { useAddCard, useCanMake } from './use-add.ts'

/** All cards in rows, as index cards on a table. */
export function Grid({ ids }: { ids: readonly string[] }) {
  const { t } = useMessages()
  const addCard = useAddCard()
  const canMake = useCanMake()
  return (
    <div className={cx(styles.grid)} {...{ [dropData.card.group]: '' }}>
      <Cards ids={ids} className={styles.cards ?? ''} />
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
