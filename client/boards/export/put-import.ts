import type { End, ObjectType, Point } from '#collab/documents/board-model.ts'
import { stored, valueNames, values } from '#collab/documents/board-values.ts'
import { type NewObject, orderBetween, topOrder } from '#collab/documents/board-write.ts'
import { isContainer, isLine } from '#collab/documents/things/register.ts'
import { uploadFile } from '#client/files/upload.ts'
import type { BoardSession } from '../board-session.ts'
import { importLimits } from './excalidraw-file.ts'
import type { ImportPlan } from './excalidraw.ts'

interface Uploaded {
  assets: ReadonlyMap<string, string>
  failed: number
}

/** Sends the pictures of a file to the board's files. Those that do not arrive are counted, and nothing else waits. */
export async function uploadPictures({ pictures }: ImportPlan, documentId: string, alt: string): Promise<Uploaded> {
  const assets = new Map<string, string>()
  let failed = Math.max(0, pictures.size - importLimits.images)
  for (const [key, address] of [...pictures].slice(0, importLimits.images)) {
    try {
      const blob = blobOf(address)
      const file = new File([blob], 'picture', { type: blob.type })
      const { id } = await uploadFile({ documentId }, { kind: 'picture', file, alt })
      assets.set(key, id)
    } catch {
      failed++
    }
  }
  return { assets, failed }
}

/** By hand, since our policy lets no script fetch `data:`. */
function blobOf(address: string): Blob {
  const [head = '', body = ''] = address.split(',', 2)
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: head.slice('data:'.length).split(';')[0] ?? '' })
}

const objectBytes = 180

/** About how many bytes a plan is on its way. */
export const weightOf = ({ objects }: ImportPlan): number =>
  objects.reduce((sum, { text = '', points }) => sum + objectBytes + text.length + (points?.length ?? 0), 0)

const apart = 120

/** Where a plan is put. */
type Target = Pick<BoardSession, 'gestures' | 'store'>

/** Beside what is there, so that nothing lies on anything. */
function offsetFor(session: Target, plan: ImportPlan): Point {
  const there = session.store.getObjects().filter((object) => !object.isRemoved && object.parent === null)
  const outer = plan.objects.filter((object) => object.parentKey === null && !isLine(object))
  if (there.length === 0 || outer.length === 0) return [0, 0]
  const right = Math.max(...there.map(({ place, size }) => place[0] + size[0]))
  const top = Math.min(...there.map(({ place }) => place[1]))
  const [left, up] = [Math.min(...outer.map(({ place }) => place[0])), Math.min(...outer.map(({ place }) => place[1]))]
  return [Math.round(right + apart - left), Math.round(top - up)]
}

/** Puts a plan on the board as one gesture, which one undo takes back. Gives how many things it made. */
export function putImport(session: Target, plan: ImportPlan, { assets }: Uploaded, alt: string): number {
  const { gestures, store } = session
  const [dx, dy] = offsetFor(session, plan)
  const ids = new Map<string, string>()
  let count = 0
  let order = topOrder(store.getObjects())
  const endOf = (end: End | null): End | null => {
    if (end === null) return null
    if (end[0] === null) return [null, end[1] + dx, end[2] + dy]
    const id = ids.get(end[0])
    return id === undefined ? null : [id, end[1], end[2]]
  }
  gestures.gesture(() => {
    // Frames before what lies in them, connectors after what they join.
    const rank = ({ type }: { type: ObjectType }) => (isContainer({ type }) ? 0 : isLine({ type }) ? 2 : 1)
    const objects = plan.objects.toSorted((a, b) => rank(a) - rank(b))
    for (const { key, parentKey, from, to, place, ...object } of objects) {
      const asset = assets.get(key)
      if (object.type === 'image' && asset === undefined) continue
      const [start, end] = [endOf(from), endOf(to)]
      if (isLine(object) && (start === null || end === null)) continue
      const parent = parentKey === null ? null : (ids.get(parentKey) ?? null)
      const shift: Point = parent === null && !isLine(object) ? [dx, dy] : [0, 0]
      order = orderBetween(order, null)
      const made: NewObject = {
        ...object,
        ...(asset === undefined ? {} : { asset, assetKind: 'image', alt }),
        ...{ order, parent, from: start, to: end, place: [place[0] + shift[0], place[1] + shift[1]] },
      }
      if (!isWhole(made)) continue
      ids.set(key, gestures.create(made))
      count++
    }
  })
  return count
}

/** The server refuses all of an update for one value that it cannot read, far outside of a board for example. */
const isWhole = (object: NewObject) =>
  valueNames.every((name) => object[name] == null || values[name].read(stored(name, object[name])) !== undefined)
