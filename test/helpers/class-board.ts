import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { type NewObject, putObject } from '#collab/documents/board-write.ts'
import { listAudit } from '#db/queries/audit.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { makeClassProject } from './class-project.ts'
import { makePage } from './factories.ts'
import type { LiveApp } from './live-app.ts'
import type { Peer } from './relay.ts'

export type ClassBoard = Awaited<ReturnType<typeof openClassBoard>>

/** A board of a class, with the browsers of a teacher and two pupils. `author` is the first pupil's. */
export async function openClassBoard(house: LiveApp) {
  const people = await makeClassProject(house.db)
  const board = await makePage(house.db, { kind: 'board', projectId: people.projectId, authorId: people.teacher.id })
  const path = `/api/documents/${board.id}`
  const [teacher, pupil, friend] = [
    await house.as(people.teacher),
    await house.as(people.pupil),
    await house.as(people.friend),
  ]
  return { people, id: board.id, path, teacher, pupil, friend, author: authorOf(board.id, people.pupil.id) }
}

/** Puts a thing on a board, and gives its id once it is stored. */
export async function putThing(peer: Peer, author: string, object: Partial<NewObject> & Pick<NewObject, 'type'>) {
  const id = objectId(author)
  putObject(peer.ydoc, id, { at: 1, order: 'a1', place: [10, 20], size: [100, 50], ...object })
  await peer.saved()
  return id
}

/** A board as the relay has it now. */
export async function liveBoard(house: Pick<LiveApp, 'rooms'>, id: string) {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, (await house.rooms.read(id)).update)
  return readBoard(ydoc)
}

/** Every byte that the store or the relay could give to anybody. */
export async function everyByteOf(house: Pick<LiveApp, 'db' | 'rooms'>, id: string): Promise<Buffer> {
  const rows = await listLogRows(house.db, id, { after: 0 })
  const snapshot = await findSnapshot(house.db, id)
  const { update } = await house.rooms.read(id)
  return Buffer.concat([...rows.map((row) => row.bytes), ...(snapshot === null ? [] : [snapshot.bytes]), update])
}

/** What the school's audit says was done, the last first. */
export const auditedIn = async (house: Pick<LiveApp, 'db'>, schoolId: string) =>
  (await listAudit(house.db, schoolId, null)).lines.map((line) => line.action)
