import * as Y from 'yjs'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const anyUuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/
const uuidBytes = 36

/** Ids that an update sets as values and does not delete again: those of files among them, whatever else they are of. */
export function idsSetBy(update: Uint8Array): string[] {
  // Nearly all updates are letters: one key is shorter than an id, and the others are not decoded.
  if (update.length <= uuidBytes) return []
  if (!anyUuid.test(Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('latin1'))) return []
  const { structs, ds } = Y.decodeUpdate(update)
  const ids = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentAny && !Y.isDeleted(ds, struct.id)
      ? struct.content.arr.filter(isId)
      : [],
  )
  return [...new Set(ids)]
}

const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
