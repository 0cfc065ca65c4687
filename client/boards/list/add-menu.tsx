import { Plus } from 'lucide-react'
import { useState } from 'react'
import { type ObjectType, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { type NewObject, topOrder } from '#collab/documents/board-write.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import type { BoardStore } from '../board-store.ts'
import { useBoardSession } from '../board-session.ts'
import { AttachDialog, attachable, type AttachmentKind, valuesOfAttached } from '../parts/attach.tsx'
import { typeIcons } from '../parts/type-icons.ts'
import { useListFocus } from './list-focus.ts'

/** What can be made by word alone. Ink is drawn; a connector begins at what it joins. */
const makeable = ['card', 'note', 'text', 'shape', 'link', 'frame', 'column'] as const satisfies readonly ObjectType[]

const sizes: Record<(typeof makeable)[number] | 'file' | 'voice', Point> = {
  card: [240, 160],
  note: [200, 200],
  text: [240, 60],
  shape: [160, 120],
  link: [240, 72],
  frame: [640, 480],
  column: [288, 480],
  file: [260, 80],
  voice: [280, 80],
}

const looks: Partial<Record<ObjectType, Partial<NewObject>>> = {
  note: { colour: 1 },
  shape: { shape: shapeNames.indexOf('rounded'), fill: 1 },
}

const gap = 40
const pictureWidth = 360

/** As wide as others, and as high as it has to be. */
function sizeOfPicture({ width, height }: { width: number | null; height: number | null }): Point {
  if (width === null || height === null || width === 0) return [pictureWidth, pictureWidth]
  return [pictureWidth, Math.round((pictureWidth * height) / width)]
}

/** Below all that is there, at its left edge: nothing is covered. */
function freePlace(store: BoardStore): Point {
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
  const { store, gestures, announce, can } = useBoardSession()
  const focus = useListFocus()
  const [kind, setKind] = useState<AttachmentKind | null>(null)
  const make = (type: ObjectType, object: Partial<NewObject>, isEditing = false) => {
    const order = topOrder(store.getObjects())
    const made = gestures.create({ type, order, place: freePlace(store), ...object })
    announce(t('boards.list_added', { type: t(`boards.type_${type}`) }))
    focus.to(made, isEditing)
  }
  const add = (type: (typeof makeable)[number]) => make(type, { size: sizes[type], ...looks[type] }, true)
  const attach = (attached: Parameters<typeof valuesOfAttached>[0]) => {
    const type = attachable.find((one) => one.kind === attached.kind)?.type ?? 'file'
    const { assetKind: _, ...held } = valuesOfAttached(attached)
    const size = type === 'image' ? sizeOfPicture(attached) : sizes[type]
    make(type, { size, ...held })
  }
  return (
    <>
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
        {can.upload &&
          attachable.map(({ kind, type, icon }) => (
            <MenuItem key={kind} icon={icon} onAction={() => setKind(kind)}>
              {t(`boards.type_${type}`)}
            </MenuItem>
          ))}
      </Menu>
      {kind !== null && <AttachDialog kind={kind} onAttached={attach} onClose={() => setKind(null)} />}
    </>
  )
}
