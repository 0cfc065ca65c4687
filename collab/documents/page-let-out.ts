import * as Y from 'yjs'
import { changeOf } from '../relay/change.ts'
import { Deletes } from '../relay/deletes.ts'
import type { LetOut } from '../relay/let-out.ts'
import { compareHere } from '../relay/shown.ts'
import { openDocument, walked } from '../relay/update.ts'
import { partsOf } from './page-parts.ts'
import { rescuesOf } from './page-rescue.ts'

/** A page, and what waits beside it: what becomes of it where that is let out, and what of others is written again for it. */
export function letOutOfPage(before: readonly Uint8Array[], waiting: readonly Uint8Array[]): LetOut {
  const [was, is] = [openDocument([...before]), openDocument([...before, ...waiting])]
  try {
    const rescued = rescuedFrom(was, is, waiting)
    for (const { update } of rescued) Y.applyUpdate(is, update)
    const states = compareHere(Y.encodeStateAsUpdate(is), Y.encodeStateAsUpdate(was), [])
    return { update: states.update, previous: states.previous ?? states.update, rescued, parts: partsOf(was, is) }
  } finally {
    was.destroy()
    is.destroy()
  }
}

function rescuedFrom(was: Y.Doc, is: Y.Doc, waiting: readonly Uint8Array[]): LetOut['rescued'] {
  const taken = new Deletes()
  for (const update of waiting) taken.addAll(walked(update).walk.deletes)
  if (taken.isEmpty) return []
  const rescues = rescuesOf(was, is, (client, clock) => taken.has(client, clock))
  const whole = rescues.length === 0 ? [] : [Y.encodeStateAsUpdate(is)]
  return rescues.flatMap(({ client, write }) => {
    const update = changeOf(whole, unusedId(is), write)
    return update === null ? [] : [{ client, update }]
  })
}

function unusedId({ store }: Y.Doc): number {
  for (;;) {
    const id = Math.floor(Math.random() * 2 ** 32)
    if (id > 0 && !store.clients.has(id)) return id
  }
}
