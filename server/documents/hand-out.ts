import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type DocumentRow,
  findDocument,
  insertDocument,
  listTemplateGroups,
  lockDocument,
} from '#db/queries/documents.ts'
import { listGroups } from '#db/queries/groups.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { copyOwnFiles, liveContent } from './copy.ts'
import { seedOf, storeSeed } from './seed.ts'

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
      about: 'project',
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

async function groupsWithout(tx: Tx, template: DocumentRow, groupIds: string[] | undefined) {
  const groups = (await listGroups(tx, template.projectId)).map((group) => group.id)
  if (groupIds?.some((id) => !groups.includes(id))) throw notFound()
  const have = await listTemplateGroups(tx, template.id)
  return groups.filter((id) => !have.includes(id) && (groupIds === undefined || groupIds.includes(id)))
}

async function copyFor(ctx: Ctx, tx: Tx, template: DocumentRow, content: object, groupId: string) {
  const author = requireUser(ctx).id
  const id = await insertDocument(tx, {
    projectId: template.projectId,
    kind: template.kind,
    title: template.title,
    language: template.language,
    access: 'group',
    groupId,
    templateId: template.id,
    createdBy: author,
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  })
  if (id === null) return []
  const own = await copyOwnFiles(tx, template.id, id, content)
  await storeSeed(tx, id, author, seedOf(template.kind, own), ctx.now())
  return [{ id, groupId }]
}
