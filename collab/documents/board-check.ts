import * as Y from 'yjs'
import type { Place, PlaceOf, TypePlace } from '../relay/places.ts'
import { isObjectId } from './board-author.ts'
import { controlAt, hasControls } from './controls.ts'
import { boardRoots } from './board-model.ts'
import { commentKeys } from './board-read.ts'
import { nameOfKey, textKey, values } from './board-values.ts'

type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>

/** Yjs' numbers of its types. */
const kind = { map: 1, text: 2 } as const
const rootNames: ReadonlySet<string> = new Set(Object.values(boardRoots))
const rootsOfMaps: ReadonlySet<string> = new Set([boardRoots.objects, boardRoots.comments])
const knownKeys: ReadonlySet<string> = new Set([...nameOfKey.keys(), textKey, ...Object.values(commentKeys)])
const longestKey = 80

function refuse(reason: string): never {
  throw new Error(`board refuses ${reason}`)
}

function checkInRoot({ content }: Y.Item, root: string, key: string | null) {
  if (!rootNames.has(root)) refuse('a root name')
  if (key === null || key.length > longestKey || hasControls(key)) refuse('a root that is no map')
  if (!rootsOfMaps.has(root)) {
    if (!(content instanceof Y.ContentAny)) refuse('a kind of content in a root')
    return
  }
  if (!isObjectId(key)) refuse('an id')
  if (!(content instanceof Y.ContentType && content.type instanceof Y.Map)) refuse('a kind of object')
}

/** What stands under a key is judged by its meaning later; here, that it is of the right kind of content. */
function checkInObject({ content }: Y.Item, type: TypePlace, key: string | null) {
  if (type.kind !== kind.map || key === null) refuse('a list')
  if (!knownKeys.has(key)) refuse('a key')
  const isRight =
    key === textKey
      ? content instanceof Y.ContentType && content.type instanceof Y.Text && !(content.type instanceof Y.XmlText)
      : key === values.points.key
        ? content instanceof Y.ContentBinary
        : content instanceof Y.ContentAny
  if (!isRight) refuse('a kind of value')
}

function checkItem(item: Y.Item, place: Place) {
  if (place.in === 'gone') return
  if (place.in === 'torn') refuse('a place between two others')
  if (place.in === 'root' && !rootNames.has(place.name)) refuse('a root name')
  if (item.content instanceof Y.ContentDeleted) return
  if (item.content instanceof Y.ContentAny && controlAt(item.content.arr) !== null) refuse('a control character')
  if (place.in === 'text') {
    if (!(item.content instanceof Y.ContentString)) refuse('a kind of content in a text')
    if (hasControls(item.content.str)) refuse('a control character')
  } else if (place.in === 'root') checkInRoot(item, place.name, place.key)
  else checkInObject(item, place.type, place.key)
}

/**
 * Throws with a plain reason where an update holds shapes that no board has: other roots, lists, unknown keys, formats,
 * types within types. What the values mean, and who may write them, is the referee's (`board-referee.ts`).
 */
export function checkBoardUpdate(update: DecodedUpdate, placeOf: PlaceOf) {
  for (const struct of update.structs) if (struct instanceof Y.Item) checkItem(struct, placeOf(struct))
}
