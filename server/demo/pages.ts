import { randomInt } from 'node:crypto'
import { documentKinds } from '#collab/documents/kinds.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Tx } from '#db/client.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { appendLogRows } from '#db/queries/document-log.ts'
import { insertDocument } from '#db/queries/documents.ts'
import { insertVersion } from '#db/queries/versions.ts'
import { seedOf, storeSeed } from '../documents/seed.ts'
import { takeTurn, type Turn } from './content/blocks.ts'

type Blocks = ReturnType<typeof takeTurn>

export interface PageToStore {
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

const dayMs = 24 * 60 * 60 * 1000
const daysBetweenTurns = 3
const largestClientId = 0xffffffff

/** When a turn was taken: some days apart, in the morning, the last one yesterday. */
function turnTime(now: Date, turnsLeft: number): Date {
  const day = new Date(now.getTime() - (1 + turnsLeft * daysBetweenTurns) * dayMs)
  day.setUTCHours(8, 20 + ((turnsLeft * 7) % 40), 0, 0)
  return day
}

/**
 * Stores a page with its history: each turn is a row of the log by its author, some turns are versions. Straight into the
 * log, since the page's row is made in the same transaction: no room can have it open.
 */
export async function storePage(tx: Tx, page: PageToStore, idOf: (name: string) => string, now: Date): Promise<string> {
  const { start, turns, ...row } = page
  const authorId = idOf(start.by)
  const createdAt = turnTime(now, turns.length)
  const changedAt = turns.length === 0 ? createdAt : turnTime(now, 0)
  const documentId = await insertDocument(tx, { ...row, kind: 'page', createdBy: authorId, createdAt, changedAt })
  if (documentId === null) throw new Error(`the page ${page.title} is there already`)
  const seed = seedOf('page', { type: 'doc', content: start.blocks })
  await storeSeed(tx, documentId, authorId, seed, createdAt)
  const clientIds = new Map([[authorId, seed.clientId]])
  const ydoc = openDocument([seed.bytes])
  let blocks = start.blocks
  for (const [index, turn] of turns.entries()) {
    const author = idOf(turn.by)
    const clientId = clientIds.get(author) ?? randomInt(1, largestClientId)
    clientIds.set(author, clientId)
    blocks = takeTurn(blocks, turn)
    ydoc.clientID = clientId
    const bytes = changeTo(ydoc, blocks)
    const at = turnTime(now, turns.length - 1 - index)
    const sequence = index + 2
    await appendLogRows(tx, [{ documentId, sequence, authorId: author, at, bytes, crc: crcOf(bytes, sequence) }])
    await insertContributions(tx, documentId, author, [clientId])
    const version =
      turn.version === undefined
        ? { kind: 'automatic' as const }
        : { kind: 'named' as const, name: turn.version, createdBy: author }
    await insertVersion(tx, { documentId, sequence, createdAt: at, ...version })
  }
  ydoc.destroy()
  return documentId
}

/** Makes a ydoc hold these blocks and gives the update that did it. */
function changeTo(ydoc: ReturnType<typeof openDocument>, blocks: Blocks): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  const next = openDocument([seedOf('page', { type: 'doc', content: blocks }).bytes])
  ydoc.on('update', keep)
  documentKinds.page.replace(ydoc, next)
  ydoc.off('update', keep)
  next.destroy()
  const [update] = updates
  if (update === undefined || updates.length !== 1) throw new Error('a turn must be one change')
  return update
}
