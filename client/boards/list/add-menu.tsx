import { Plus } from 'lucide-react'
import { type ObjectType, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { type NewObject, topOrder } from '#collab/documents/board-write.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import type { BoardStore } from '../board-store.ts'
import { useBoardSession } from '../board-session.ts'
import { typeIcons } from '../parts/type-icons.ts'
import { useListFocus } from './list-focus.ts'

/** What can be made by word alone. Ink is drawn; a connector begins at what it joins. */
const makeable = ['card', 'note', 'text', 'shape', 'link', 'frame', 'column'] as const satisfies readonly ObjectType[]

const sizes: Record<(typeof makeable)[number], Point> = {
  card: [240, 160],
  note: [200, 200],
  text: [240, 60],
  shape: [160, 120],
  link: [240, 72],
  frame: [640, 480],
  column: [288, 480],
}

const looks: Partial<Record<ObjectType, Partial<NewObject>>> = {
  note: { colour: 1 },
  shape: { shape: shapeNames.indexOf('rounded'), fill: 1 },
}

const gap = 40

/** Below all that is there, at its left edge: nothing is covered. */
export function freePlace(store: BoardStore): Point {
  const there = store.getObjects().filter((one) => !one.isRemoved && one.type !== 'connector')
  const byId = new Map(there.map((one) => [one.id, one]))
  let left = Infinity
  let bottom = -Infinity
  for (const object of there) {
    const [x, y] = absolutePlace(object, byId)
    left = Math.min(left, x)
    bottom = Math.max(bottom, y + object.size[1])
  }
  return there.length === 0 ? [0, 0] : [left, bottom + gap]
}

/** Makes a thing of any type, and opens it for writing. */
export function AddMenu() {
  const { t } = useMessages()
  const { store, gestures, announce } = useBoardSession()
  const focus = useListFocus()
  const add = (type: (typeof makeable)[number]) => {
    const order = topOrder(store.getObjects())
    const made = gestures.create({ type, order, place: freePlace(store), size: sizes[type], ...looks[type] })
    announce(t('boards.list_added', { type: t(`boards.type_${type}`) }))
    focus.to(made, true)
  }
  return (
    <Menu
      label={t('boards.list_add')}
      placement="bottom start"
      trigger={
        <Button variant="primary" icon={Plus}>
          {t('boards.list_add')}
        </Button>
      }
    >
      {makeable.map((type) => (
        <MenuItem key={type} icon={typeIcons[type]} onAction={() => add(type)}>
          {t(`boards.type_${type}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
