import { Plus } from 'lucide-react'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { useBoardSession, useModeration } from '../board-session.ts'
import { askerOf } from '../parts/asker.ts'
import { mayAddTo } from '../parts/rights.ts'
import type { WallColumn } from './arrange.ts'
import { Cards } from './cards.tsx'
import { ColumnHead } from './column-head.tsx'
import styles from './columns.module.css'
import { dropData } from './pointer-drag.ts'
import { useAddCard, useCanMake } from './use-add.ts'

interface ColumnProps {
  column: WallColumn['column']
  ids: readonly string[]
  hasGrip: boolean
}

function Column({ column, ids, hasGrip }: ColumnProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const moderation = useModeration()
  const addCard = useAddCard()
  const canMake = useCanMake()
  const parent = column?.id ?? null
  const canAdd = canMake && mayAddTo(parent, askerOf(session), moderation)
  return (
    <section
      className={cx(styles.column)}
      aria-labelledby={`column-${parent ?? 'none'}`}
      data-none={column === null || undefined}
      data-board-colour={column === null || column.colour === 0 ? undefined : colourIndex(column.colour)}
      {...{ [dropData.card.group]: parent ?? '', ...(parent === null ? {} : { [dropData.column.item]: parent }) }}
    >
      <ColumnHead column={column} count={ids.length} hasGrip={hasGrip} />
      <Cards ids={ids} className={styles.cards ?? ''} />
      {ids.length === 0 && !canAdd && <p className={styles.empty}>{t('boards.wall_columnEmpty')}</p>}
      {canAdd && (
        <Button variant="quiet" icon={Plus} isWide onPress={() => addCard({ parent })}>
          {t('boards.wall_addCard')}
        </Button>
      )}
    </section>
  )
}

/** Columns side by side; one under the other where there is no room. */
export function Columns({ columns }: { columns: readonly WallColumn[] }) {
  return (
    <div className={cx(styles.strip)} {...{ [dropData.column.group]: '' }}>
      {columns.map(({ column, cards }) => (
        <Column
          key={column?.id ?? 'none'}
          column={column}
          ids={cards.map(({ id }) => id)}
          hasGrip={columns.length > 1}
        />
      ))}
    </div>
  )
}
