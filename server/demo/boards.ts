import { authorOf } from '#collab/documents/board-author.ts'
import { emptyBoard } from '#collab/documents/board.ts'
import type { Tx } from '#db/client.ts'
import { insertDocument } from '#db/queries/documents.ts'
import { seedOf } from '../documents/seed.ts'
import type { DemoBoard } from './content/boards.ts'
import type { DemoProject } from './content/projects.ts'
import { Board, Hand } from './hand.ts'
import { History, turnTime, type Ydoc } from './history.ts'
import { storePlan } from './plan.ts'

/** All boards and walls of a project, and its plan where it has one. */
export async function storeBoards(
  tx: Tx,
  { boards, plan, projectId }: Pick<DemoProject, 'boards' | 'plan'> & { projectId: string },
  idOf: (name: string) => string,
  now: Date,
): Promise<void> {
  for (const board of boards) await storeBoard(tx, { ...board, projectId }, idOf, now)
  if (plan !== undefined) await storePlan(tx, { ...plan, projectId }, idOf, now)
}

/** Stores a board or wall with its history: what each person put there is theirs, as if they had drawn it. */
async function storeBoard(
  tx: Tx,
  { projectId, ...demo }: DemoBoard & { projectId: string },
  idOf: (name: string) => string,
  now: Date,
): Promise<string> {
  const { kind, title, access, layout, turns } = demo
  const [first] = turns
  if (first === undefined) throw new Error(`nobody began ${title}`)
  const authorId = idOf(first.by)
  const createdAt = turnTime(now, turns.length)
  const row = { projectId, kind, title, access, createdBy: authorId, createdAt, changedAt: turnTime(now, 0) }
  const documentId = await insertDocument(tx, row)
  if (documentId === null) throw new Error(`the board ${title} is there already`)
  const seed = seedOf(kind, emptyBoard(layout))
  const history = await History.begin(tx, { documentId, authorId, seed, createdAt })
  const board = new Board()
  for (const [index, turn] of turns.entries()) {
    const userId = idOf(turn.by)
    const at = turnTime(now, turns.length - 1 - index)
    const whose = { author: authorOf(documentId, userId), at }
    const draw = (ydoc: Ydoc) => ydoc.transact(() => new Hand(ydoc, board, whose).take(turn.steps))
    await history.take(userId, at, draw, turn.version)
  }
  history.close()
  return documentId
}
