import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ObjectType, Point } from '#collab/documents/board-model.ts'
import { absolutePlace } from '#collab/documents/board-outline.ts'
import { type NewObject, topOrder } from '#collab/documents/board-write.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import type { BoardStore } from '../board-store.ts'
import { useBoardSession } from '../board-session.ts'
import { AttachDialog, attachable, type AttachmentKind, valuesOfAttached } from '../parts/attach.tsx'
import { factsOf, makeable } from '../things/register.ts'
import { useListFocus } from './list-focus.ts'

const gap = 40
const pictureWidth = 360

/** As wide as others, and as high as it has to be. */
function sizeOfPicture({ width, height }: { width: number | null; height: number | null }): Point {
  if (width === null || height === null || width === 0) return [pictureWidth, pictureWidth]
  return [pictureWidth, Math.round((pictureWidth * height) / width)]
}

/** Below all that is there, at its left edge: nothing is covered. */
function freePlace(store: BoardStore): Point {
  const there = store.getObjects().filter((one) => !one.isRemoved && !isLine(one))
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
  const attach = (attached: Parameters<typeof valuesOfAttached>[0]) => {
    const type = attachable.find((one) => one.kind === attached.kind)?.type ?? 'file'
    const { assetKind: _, ...held } = valuesOfAttached(attached)
    const size = factsOf({ type }).attachedSize ?? sizeOfPicture(attached)
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
        {makeable.map(({ type, made, icon }) => (
          <MenuItem key={type} icon={icon} onAction={() => make(type, made, true)}>
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
