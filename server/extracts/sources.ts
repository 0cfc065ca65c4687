import { findDocument } from '#db/queries/documents.ts'
import type { ExtractRow } from '#db/queries/extracts.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import { stateAt } from '../versions/history.ts'
import { requireVersion } from '../versions/versions.ts'
import { readBoardBlocks } from './boards.ts'
import type { ExtractContent } from './content.ts'
import type { ExtractSource } from './input.ts'
import { ofFigures } from './figures.ts'
import { readPageBlocks } from './pages.ts'
import { ofMessage, ofRecording } from './talk.ts'

/* What is to be kept, looked at by the rights of whoever takes it. */

type Sources = Partial<Pick<ExtractRow, 'documentId' | 'versionId' | 'objectId' | 'channelId' | 'messageId'>>

export interface Found {
  projectId: string
  kind: ExtractRow['kind']
  sources: Sources
  content: Pick<ExtractContent, 'title' | 'blocks'> & Partial<ExtractContent>
  language: string | null
  madeAt: Date
}

const needs = { content: 'read', action: 'extract.take', history: true } as const

type Ends = Pick<Extract<ExtractSource, { version: string }>, 'from' | 'to'>

export async function findSource(ctx: Ctx, source: ExtractSource): Promise<Found> {
  if ('message' in source) return ofMessage(ctx, source.message)
  if ('file' in source) return ofRecording(ctx, source.file)
  if ('figures' in source) return inTurn(ctx, () => ofFigures(ctx, source.figures))
  if ('version' in source) return inTurn(ctx, () => ofVersion(ctx, source.version, source))
  if ('object' in source) return inTurn(ctx, () => ofObject(ctx, source))
  return inTurn(ctx, () => ofDocument(ctx, source.document, source))
}

/** A whole document is brought together for it: one after the other, as for everything else that costs so much. */
const inTurn = (ctx: Ctx, work: () => Promise<Found>): Promise<Found> => foldingTurns.run(requireUser(ctx).id, work)

const passageOf = ({ from, to }: Ends) => (from === undefined || to === undefined ? null : { from, to })

async function ofDocument(ctx: Ctx, documentId: string, ends: Ends): Promise<Found> {
  const grant = await requireDocument(ctx, documentId, needs)
  const { update } = await ctx.rooms.read(documentId)
  return copyOf(ctx, { ...grant, update, ends, version: null })
}

async function ofVersion(ctx: Ctx, versionId: string, ends: Ends): Promise<Found> {
  const { version, grant } = await requireVersion(ctx, versionId, needs)
  const update = await stateAt(ctx, version.documentId, version.sequence)
  return copyOf(ctx, { ...grant, update, ends, version })
}

interface Copied {
  projectId: string
  documentId: string
  kind: 'page' | 'board' | 'wall'
  update: Uint8Array
  ends: Ends
  version: { id: string; sequence: number; name: string | null; createdAt: Date } | null
}

async function copyOf(ctx: Ctx, copied: Copied): Promise<Found> {
  const { projectId, documentId, kind, update, version } = copied
  const passage = passageOf(copied.ends)
  // Of a board one takes a thing by its id.
  if (kind !== 'page' && passage !== null) throw notFound()
  const document = await findDocument(ctx.db, documentId)
  const wanted = { projectId, documentId, update, sequence: version?.sequence ?? null }
  const { lastAt, ...read } =
    kind === 'page'
      ? await readPageBlocks(ctx, { ...wanted, passage })
      : await readBoardBlocks(ctx, { ...wanted, objectId: null })
  return {
    projectId,
    kind: passage === null ? 'version' : 'passage',
    sources: { documentId, versionId: version?.id ?? null },
    content: { title: document?.title ?? '', version: version?.name ?? null, ...read },
    language: read.blocks.find(({ language }) => language !== null)?.language ?? document?.language ?? null,
    madeAt: (passage === null ? version?.createdAt : null) ?? lastAt ?? document?.changedAt ?? ctx.now(),
  }
}

async function ofObject(ctx: Ctx, { object, document }: { object: string; document: string }): Promise<Found> {
  const { projectId, kind } = await requireDocument(ctx, document, needs)
  if (kind === 'page') throw notFound()
  const { update } = await ctx.rooms.read(document)
  const wanted = { projectId, documentId: document, update, sequence: null, objectId: object }
  const { lastAt, ...read } = await readBoardBlocks(ctx, wanted)
  const row = await findDocument(ctx.db, document)
  return {
    projectId,
    kind: 'object',
    sources: { documentId: document, objectId: object },
    content: { title: row?.title ?? '', ...read },
    language: read.blocks[0]?.language ?? row?.language ?? null,
    madeAt: lastAt ?? ctx.now(),
  }
}
