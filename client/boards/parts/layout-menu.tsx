import { CalendarRange, Clock3, Columns3, LayoutGrid, List, Shapes } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { type Layout, layouts } from '#collab/documents/board-model.ts'
import { metaKeys, metaOf } from '#collab/documents/board-read.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import type { BoardStore } from '../board-store.ts'
import { spreadOut } from './spread-out.ts'

const icons: Record<Layout, LucideIcon> = {
  canvas: Shapes,
  columns: Columns3,
  grid: LayoutGrid,
  timeline: Clock3,
  list: List,
  plan: CalendarRange,
}

/** A plan is shown as nothing else, and nothing else as a plan: what it holds has a day and a subject. */
const choices = layouts.filter((layout) => layout !== 'plan')

/** The same objects with another face, for everybody. What had no place on a canvas yet gets one. */
function show(store: BoardStore, layout: Layout) {
  store.ydoc.transact(() => {
    if (layout === 'canvas') spreadOut(store)
    metaOf(store.ydoc).set(metaKeys.layout, layout)
  })
}

/** How the board is shown to all: for teachers. */
export function LayoutMenu({ store }: { store: BoardStore }) {
  const { t } = useMessages()
  const { layout } = useSyncExternalStore(store.subscribe, store.getMeta)
  if (layout === 'plan') return null
  const trigger = (
    <Button icon={icons[layout]}>
      <span className="visually-hidden">{t('boards.layout_now')} </span>
      {t(`boards.layout_${layout}`)}
    </Button>
  )
  return (
    <Menu
      label={t('boards.layout_choose')}
      trigger={trigger}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[layout]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((one) => keys !== 'all' && keys.has(one))
        if (chosen !== undefined && chosen !== layout) show(store, chosen)
      }}
    >
      {choices.map((one) => (
        <MenuItem key={one} id={one} icon={icons[one]} description={t(`boards.layout_${one}Help`)}>
          {t(`boards.layout_${one}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
