import { randomUUID } from 'node:crypto'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type DocumentRow,
  findDocument,
  insertDocument,
  listTemplateGroups,
  lockDocument,
} from '#db/queries/documents.ts'
import { copyFiles, listFileIds } from '#db/queries/files.ts'
import { listGroups } from '#db/queries/groups.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { type PageContent, seedOf, storeSeed } from './seed.ts'

/**
 * Hands a template out as it is now: one copy per group, all in one transaction. Groups that have one, even a removed
 * one, are left alone.
 */
export async function handOutTemplate(ctx: Ctx, documentId: string, groupIds: string[] | undefined) {
  const needs = { content: 'read', action: 'document.hand_out' } as const
  const asked = await requireDocument(ctx, documentId, needs)
  const content = await liveContent(ctx, documentId, asked.kind)
  const documents = await ctx.db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const grant = await requireDocument(ctx, documentId, needs, tx)
    const template = await findDocument(tx, documentId)
    if (!template || template.state === 'removed') throw notFound()
    if (!template.isTemplate) throw new AppError('conflict', 'not_a_template')
    const groups = await groupsWithout(tx, template, groupIds)
    const copies: { id: string; groupId: string }[] = []
    for (const groupId of groups) copies.push(...(await copyFor(ctx, tx, template, content, groupId)))
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: grant.user.id,
      schoolId: grant.schoolId,
      projectId: template.projectId,
      action: 'document.handed_out',
      targetId: documentId,
      detail: { copies: copies.length },
    })
    return copies
  })
  ctx.rooms.notice({ projectId: asked.projectId }, { topic: 'documents', id: documentId, userId: requireUser(ctx).id })
  return { documents }
}

async function liveContent(ctx: Ctx, documentId: string, kind: DocumentRow['kind']) {
  const live = await ctx.rooms.read(documentId)
  const ydoc = openDocument([live.update])
  const { json } = documentKinds[kind].read(ydoc)
  ydoc.destroy()
  return json
}

async function groupsWithout(tx: Tx, template: DocumentRow, groupIds: string[] | undefined) {
  const groups = (await listGroups(tx, template.projectId)).map((group) => group.id)
  if (groupIds?.some((id) => !groups.includes(id))) throw notFound()
  const have = await listTemplateGroups(tx, template.id)
  return groups.filter((id) => !have.includes(id) && (groupIds === undefined || groupIds.includes(id)))
}

async function copyFor(ctx: Ctx, tx: Tx, template: DocumentRow, content: PageContent, groupId: string) {
  const author = requireUser(ctx).id
  const id = await insertDocument(tx, {
    projectId: template.projectId,
    kind: template.kind,
    title: template.title,
    access: 'group',
    groupId,
    templateId: template.id,
    createdBy: author,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  })
  if (id === null) return []
  const own = await copyPictures(tx, template.id, id, content)
  await storeSeed(tx, id, author, seedOf(template.kind, own), ctx.now())
  return [{ id, groupId }]
}

/** Pictures are judged by their document, so each copy needs its own; the content then names those. */
async function copyPictures(tx: Tx, templateId: string, copyId: string, content: PageContent): Promise<PageContent> {
  const fileIds = await listFileIds(tx, templateId, [...new Set(pictureIds(content))])
  const copies = fileIds.map((fileId) => ({ fileId, copyId: randomUUID() }))
  await copyFiles(tx, copies, copyId)
  return withPictures(content, new Map(copies.map((copy) => [copy.fileId, copy.copyId])))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function pictureIds(node: PageContent): string[] {
  const own = node.attrs?.['fileId']
  const inside = (node.content ?? []).flatMap(pictureIds)
  return typeof own === 'string' && uuid.test(own) ? [own, ...inside] : inside
}

function withPictures(node: PageContent, ids: Map<string, string>): PageContent {
  const own = node.attrs?.['fileId']
  const id = typeof own === 'string' ? ids.get(own) : undefined
  return {
    ...node,
    ...(id === undefined ? {} : { attrs: { ...node.attrs, fileId: id } }),
    ...(node.content === undefined ? {} : { content: node.content.map((child) => withPictures(child, ids)) }),
  }
}
