import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Tx } from '#db/client.ts'
import { insertDocument } from '#db/queries/documents.ts'
import { seedOf } from '../documents/seed.ts'
import { takeTurn, type Turn } from './content/blocks.ts'
import { History, turnTime, type Ydoc } from './history.ts'

type Blocks = ReturnType<typeof takeTurn>

interface PageToStore {
  projectId: string
  title: string
  access: 'project' | 'group' | 'teachers'
  groupId?: string
  isTemplate?: boolean
  templateId?: string
  /** What the page began with, and whose it is. */
  start: { by: string; blocks: Blocks }
  turns: Turn[]
}

/** Stores a page with its history: each turn is a row of the log by its author, some turns are named versions. */
export async function storePage(tx: Tx, page: PageToStore, idOf: (name: string) => string, now: Date): Promise<string> {
  const { start, turns, ...row } = page
  const authorId = idOf(start.by)
  const createdAt = turnTime(now, turns.length)
  const changedAt = turns.length === 0 ? createdAt : turnTime(now, 0)
  const documentId = await insertDocument(tx, { ...row, kind: 'page', createdBy: authorId, createdAt, changedAt })
  if (documentId === null) throw new Error(`the page ${page.title} is there already`)
  const seed = seedOf('page', { type: 'doc', content: start.blocks })
  const history = await History.begin(tx, { documentId, authorId, seed, createdAt })
  let blocks = start.blocks
  for (const [index, turn] of turns.entries()) {
    blocks = takeTurn(blocks, turn)
    const at = turnTime(now, turns.length - 1 - index)
    await history.take(idOf(turn.by), at, (ydoc) => changeTo(ydoc, blocks), turn.version)
  }
  history.close()
  return documentId
}

/** Makes a ydoc hold these blocks. */
function changeTo(ydoc: Ydoc, blocks: Blocks): void {
  const next = openDocument([seedOf('page', { type: 'doc', content: blocks }).bytes])
  documentKinds.page.replace(ydoc, next)
  next.destroy()
}
