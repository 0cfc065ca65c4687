import type { Tx } from '#db/client.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type DocumentRow,
  findDocument,
  insertDocument,
  listDocuments,
  listTemplateGroups,
  lockDocument,
  updateDocument,
} from '#db/queries/documents.ts'
import { findLastSequence } from '#db/queries/document-log.ts'
import { findGroup } from '#db/queries/groups.ts'
import { insertAudience } from '#db/queries/versions.ts'
import { listWritingRules, rulesBinding, toolOf, type WritingRuleRow } from '#db/queries/writing-rules.ts'
import {
  type DocumentGrantFacts,
  grantForDocument,
  type ProjectGrant,
  requireDocument,
  requireProject,
} from '../access/grants.ts'
import { documentGrant, type DocumentAccess, type DocumentState, writingMode } from '../access/rules.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { secondsFrom } from '../kit/dates.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { canCreateDocument, inProject } from '../projects/projects.ts'
import { copyOwnFiles, liveContent, requireCopySource } from './copy.ts'
import type { DocumentChanges, DocumentDraft } from './input.ts'
import { seedOf, storeSeed } from './seed.ts'
import { documentView, groupOf } from './views.ts'

interface DocumentsAsked {
  isTemplate?: boolean
  isRemoved: boolean
}

/** The documents of a project that whoever asks may see; removed ones only where they are asked for. */
export async function listProjectDocuments(ctx: Ctx, projectId: string, asked: DocumentsAsked) {
  const project = await requireProject(ctx, projectId, 'project.read')
  const rows = await listDocuments(ctx.db, projectId)
  const rules = await listWritingRules(ctx.db, projectId)
  const documents = rows.flatMap((row) => {
    if (asked.isTemplate !== undefined && row.isTemplate !== asked.isTemplate) return []
    if ((row.state === 'removed') !== asked.isRemoved) return []
    const { grant, state } = rowGrant(ctx, project, { row, rules })
    return grant === 'none' ? [] : [rowView(ctx, row, grant, state)]
  })
  return {
    documents,
    can: {
      create: canCreateDocument(project),
      createForProject: project.can('document.create_any'),
      handOut: project.can('document.hand_out'),
    },
  }
}

/** The same answer as `grantForDocument` gives, from rows that are already here. */
function rowGrant(
  ctx: Ctx,
  project: ProjectGrant,
  { row, rules }: { row: DocumentRow; rules: readonly WritingRuleRow[] },
) {
  const isThawed = row.state === 'frozen' && row.frozenUntil !== null && row.frozenUntil <= ctx.now()
  const state = isThawed ? ('open' as const) : row.state
  const group = row.groupId === project.groupId ? ('own_group' as const) : ('other_group' as const)
  const reach = row.access === 'group' ? group : row.access
  const isDamaged = row.damagedAt !== null
  const place = { userId: project.user.id, groupId: project.groupId, documentId: row.id, tool: toolOf(row.kind) }
  const writing = writingMode(project.role, rulesBinding(rules, place), ctx.now())
  const { role, kind: projectKind, state: projectState } = project
  const facts = { role, projectKind, projectState, documentState: state, isDamaged, reach, writing }
  return { grant: documentGrant(facts), state }
}

const rowView = (ctx: Ctx, row: DocumentRow, grant: 'read' | 'write', state: DocumentState) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  language: row.language,
  state,
  access: row.access,
  group: groupOf(row),
  isDamaged: row.damagedAt !== null,
  isTemplate: row.isTemplate,
  templateId: row.templateId,
  changedAt: row.changedAt.toISOString(),
  reach: grant,
  presentCount: ctx.rooms.present({ documentId: row.id }).length,
})

/** Starts a document, with its first content written once in the transaction that makes its row. */
export async function createDocument(ctx: Ctx, projectId: string, draft: DocumentDraft) {
  const { kind, copyOf } = draft
  const content = await firstContent(ctx, projectId, draft)
  const id = await inProject(ctx, projectId, 'document.create', async (tx, grant) => {
    await requireFree(ctx, tx, grant, draft)
    const place = await placeFor(tx, grant, draft)
    if (copyOf !== undefined) await requireCopySource(ctx, tx, { projectId, kind, copyOf })
    const documentId = await insertDocument(tx, {
      projectId,
      kind,
      title: draft.title,
      // Guessed from the writer's, where the writer says nothing of it.
      language: draft.language === undefined ? grant.user.locale : draft.language,
      ...place,
      isTemplate: draft.isTemplate ?? false,
      createdBy: grant.user.id,
      createdAt: ctx.now(),
      changedAt: ctx.now(),
    })
    if (documentId === null) throw new Error('a document was inserted without a row')
    const own = copyOf === undefined ? content : await copyOwnFiles(tx, copyOf, documentId, content)
    await storeSeed(tx, documentId, grant.user.id, seedOf(kind, own), ctx.now())
    return documentId
  })
  tellDocumentsChanged(ctx, projectId, id)
  return { id }
}

/** Who only reads pages by a rule starts none, and whose words in them wait starts none with words. */
async function requireFree(
  ctx: Ctx,
  tx: Tx,
  { projectId, role, user, groupId }: ProjectGrant,
  { kind, content }: Pick<DocumentDraft, 'kind' | 'content'>,
) {
  const place = { userId: user.id, groupId, documentId: null, tool: toolOf(kind) }
  const mode = writingMode(role, rulesBinding(await listWritingRules(tx, projectId), place), ctx.now())
  if (mode === 'read') throw new AppError('conflict', 'writing_ruled')
  if (mode === 'approval' && kind === 'page' && content !== undefined) throw new AppError('conflict', 'edit_refused')
}

async function firstContent(ctx: Ctx, projectId: string, { kind, content, copyOf }: DocumentDraft): Promise<object> {
  if (copyOf === undefined) return content ?? documentKinds[kind].empty('')
  await requireCopySource(ctx, ctx.db, { projectId, kind, copyOf })
  return liveContent(ctx, copyOf, kind)
}

/** For whom the new page is. A pupil's is their own group's, whatever else they leave out; asking for more is refused. */
async function placeFor(tx: Tx, grant: ProjectGrant, draft: DocumentDraft) {
  if (grant.can('document.create_any')) {
    const access = draft.access ?? (draft.groupId ? 'group' : draft.isTemplate ? 'teachers' : 'project')
    return checkPlace(tx, grant.projectId, access, draft.groupId ?? null)
  }
  const isOwnGroup = grant.groupId !== null && (draft.groupId ?? grant.groupId) === grant.groupId
  if (!isOwnGroup || (draft.access ?? 'group') !== 'group' || draft.isTemplate) throw new AppError('forbidden')
  return { access: 'group' as const, groupId: grant.groupId }
}

async function checkPlace(tx: Tx, projectId: string, access: DocumentAccess, groupId: string | null) {
  if ((access === 'group') !== (groupId !== null)) throw invalidField('groupId', 'group_access')
  if (groupId !== null && !(await findGroup(tx, projectId, groupId))) throw notFound()
  return { access, groupId }
}

/** Lets open pages be judged again and the lists look again. */
function tellDocumentsChanged(ctx: Ctx, projectId: string, documentId: string) {
  ctx.rooms.notice({ projectId }, { topic: 'documents', id: documentId, userId: requireUser(ctx).id })
}

export async function readDocument(ctx: Ctx, documentId: string) {
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  return { document: await documentView(ctx.db, grant) }
}

/** Renames, freezes, thaws, moves, removes a page or brings it back. */
export async function editDocument(ctx: Ctx, documentId: string, changes: DocumentChanges) {
  const { title: _, language: _language, ...managed } = changes
  const isTitle = changes.title !== undefined || changes.language !== undefined
  const needs = {
    content: isTitle ? ('write' as const) : ('read' as const),
    ...(Object.keys(managed).length > 0 ? { action: 'document.manage' as const } : {}),
  }
  const view = await ctx.db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const grant = await requireDocument(ctx, documentId, needs, tx)
    const row = await findDocument(tx, documentId)
    if (!row) throw notFound()
    await updateDocument(tx, documentId, {
      ...(changes.title === undefined ? {} : { title: changes.title }),
      ...(changes.language === undefined ? {} : { language: changes.language }),
      ...stateChanges(ctx, row, changes),
      ...(await movedTo(ctx, tx, row, changes)),
    })
    await auditState(ctx, tx, grant, changes)
    const after = await grantForDocument(tx, grant.user.id, documentId, ctx.now())
    if (!after) throw notFound()
    return documentView(tx, after)
  })
  if (Object.keys(managed).length > 0) await ctx.rooms.recheck({ documentIds: [documentId] })
  ctx.rooms.notice({ documentId }, { topic: 'document', id: documentId, userId: requireUser(ctx).id })
  tellDocumentsChanged(ctx, view.projectId, documentId)
  return { document: view }
}

function stateChanges(ctx: Ctx, row: DocumentRow, changes: DocumentChanges) {
  const state = changes.state ?? row.state
  const { frozenReason } = changes
  if (frozenReason && state !== 'frozen') throw invalidField('frozenReason', 'freeze_reason')
  const wanted = freezeEnd(ctx, changes)
  if (changes.state === undefined && wanted === undefined) return frozenReason === undefined ? {} : { frozenReason }
  if (wanted && (state !== 'frozen' || wanted <= ctx.now())) throw invalidField('frozenUntil', 'freeze_end')
  if (state === 'archived') return {}
  const until = wanted === undefined && changes.state === undefined ? row.frozenUntil : wanted
  return {
    state,
    frozenBy: state === 'frozen' ? requireUser(ctx).id : null,
    frozenUntil: state === 'frozen' ? (until ?? null) : null,
    frozenReason: frozenReasonOf(row, changes, state),
    removedAt: state === 'removed' ? ctx.now() : null,
  }
}

/** Null: open-ended; undefined: not spoken of. */
function freezeEnd(ctx: Ctx, { frozenForSeconds, frozenUntil }: DocumentChanges): Date | null | undefined {
  if (frozenForSeconds) return secondsFrom(ctx.now(), frozenForSeconds)
  if (frozenUntil) return new Date(frozenUntil)
  return frozenForSeconds === null || frozenUntil === null ? null : undefined
}

/** What was written until now stays with those it was written for. */
async function movedTo(ctx: Ctx, tx: Tx, row: DocumentRow, changes: DocumentChanges) {
  const place = await placeChanges(tx, row, changes)
  if (place === null) return {}
  if (row.isPlan && place.access !== 'teachers') throw new AppError('conflict', 'plan_of_teachers')
  const { access, groupId } = row
  if (place.access === access && place.groupId === groupId) return place
  const upToSequence = await findLastSequence(tx, row.id)
  await insertAudience(tx, { documentId: row.id, upToSequence, access, groupId, until: ctx.now() })
  return place
}

/** A freeze that goes on keeps what was said of it; a new one begins without. */
function frozenReasonOf(row: DocumentRow, changes: DocumentChanges, state: DocumentState): string | null {
  if (state !== 'frozen') return null
  return changes.frozenReason ?? (changes.state === undefined ? row.frozenReason : null)
}

async function placeChanges(tx: Tx, row: DocumentRow, changes: DocumentChanges) {
  if (changes.access === undefined && changes.groupId === undefined) return null
  const without = row.access === 'group' ? 'project' : row.access
  const implied = changes.groupId ? 'group' : changes.groupId === null ? without : row.access
  const access = changes.access ?? implied
  const groupId = access === 'group' ? (changes.groupId ?? row.groupId) : (changes.groupId ?? null)
  if (row.templateId !== null && groupId !== null && groupId !== row.groupId) {
    const taken = await listTemplateGroups(tx, row.templateId)
    if (taken.includes(groupId)) throw new AppError('conflict', 'group_has_copy')
  }
  return checkPlace(tx, row.projectId, access, groupId)
}

async function auditState(ctx: Ctx, tx: Tx, grant: DocumentGrantFacts, changes: DocumentChanges) {
  if (changes.state === undefined || changes.state === grant.stateNow) return
  await insertAudit(tx, {
    at: ctx.now(),
    actorId: requireUser(ctx).id,
    schoolId: grant.schoolId,
    about: 'project',
    projectId: grant.projectId,
    action: `document.${changes.state === 'open' ? 'opened' : changes.state}`,
    targetId: grant.documentId,
    detail: { from: grant.stateNow, ...(changes.frozenReason ? { reason: changes.frozenReason } : {}) },
  })
}
