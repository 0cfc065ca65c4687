import * as encoding from 'lib0/encoding'

/** One entry of awareness, as y-protocols writes it; that library itself runs on real timers. */
export function awarenessUpdate(id: number, clock: number, state: object | null): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, id)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}

/** A caret behind what an id wrote last; none where it wrote nothing. */
export function caretAt(client: number, clock: number): object {
  if (clock === 0) return {}
  const place = { item: { client, clock: clock - 1 }, assoc: 0 }
  return { cursor: { anchor: place, head: place } }
}
