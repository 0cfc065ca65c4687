import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  deleteYeses,
  findPresentation,
  findShownProject,
  insertYes,
  listAgreeing,
  listPresentationCitations,
  updatePresentation,
  upsertPresentation,
} from '#db/queries/presentations.ts'
import { lockProject } from '#db/queries/projects.ts'
import { deleteShownFile, listShownFiles } from '#db/queries/shown-files.ts'
import { countOfficialTexts, hasTheme } from '#db/queries/texts.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { requireProgramme } from '../access/offices.ts'
import { checkShown, openShown, putShown } from '../files/shown.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { PresentationDraft } from './input.ts'
import { warningsIn } from './warnings.ts'

/*
 * What a project shows of itself: its teachers write it, each school agrees to this version of it, any of them takes it back
 * for all. It holds what was written for it and nothing of the project's documents.
 */

async function requirePresenting(ctx: Ctx, projectId: string, db: Tx | Ctx['db'] = ctx.db): Promise<ProjectGrant> {
  const grant = await requireProject(ctx, projectId, 'project.edit', db)
  await requireProgramme(db)
  return grant
}

export async function showPresentation(ctx: Ctx, projectId: string) {
  const grant = await requirePresenting(ctx, projectId)
  const row = await findPresentation(ctx.db, projectId)
  const files = await listShownFiles(ctx.db, { projectId })
  const citations = await listPresentationCitations(ctx.db, projectId)
  const schools = await listAgreeing(ctx.db, projectId)
  const texts = row === null ? [] : [row.title, row.summary, ...files.map(({ alt }) => alt)]
  return {
    presentation: row && {
      ...{ title: row.title, summary: row.summary, language: row.language, themeId: row.themeId, tools: row.tools },
      ...{ version: row.version, citations: citations.map(({ id }) => id), files },
    },
    schools: schools.map((school) => ({ ...school, isOwn: school.id === grant.schoolId })),
    isOut: (await findShownProject(ctx.db, projectId)) !== null,
    /** A project that waits for somebody’s yes is not shown. */
    isOpen: grant.state === 'open',
    warnings: await warningsIn(ctx, grant, texts),
  }
}

/** Holds the project, so that nobody agrees to what is being changed, does the work, and shows what came of it. */
async function inPresentation(
  ctx: Ctx,
  projectId: string,
  work: (tx: Tx, grant: ProjectGrant) => Promise<{ action: string; detail?: Record<string, string> } | null>,
) {
  await requirePresenting(ctx, projectId)
  await ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    const grant = await requirePresenting(ctx, projectId, tx)
    const line = await work(tx, grant)
    if (line === null) return
    const { user, schoolId } = grant
    const who = { at: ctx.now(), actorId: user.id, schoolId, projectId, about: 'project' as const }
    await insertAudit(tx, { ...who, targetId: projectId, ...line })
  })
  return showPresentation(ctx, projectId)
}

/** A change is another version: nobody has agreed to it yet, and what was shown is gone until all have. */
async function changed(ctx: Ctx, tx: Tx, projectId: string): Promise<void> {
  const row = await findPresentation(tx, projectId)
  if (!row) throw notFound()
  await deleteYeses(tx, projectId)
  await updatePresentation(tx, projectId, { version: row.version + 1, changedAt: ctx.now(), publishedAt: null })
}

export const savePresentation = (ctx: Ctx, projectId: string, { version, citations, ...draft }: PresentationDraft) =>
  inPresentation(ctx, projectId, async (tx) => {
    const before = await findPresentation(tx, projectId)
    if ((before?.version ?? 0) !== version) throw new AppError('conflict', 'presentation_changed')
    if (draft.themeId !== null && !(await hasTheme(tx, draft.themeId))) throw invalidField('themeId', 'news_theme')
    const cited = [...new Set(citations)]
    if ((await countOfficialTexts(tx, cited)) < cited.length) throw invalidField('citations', 'news_citation')
    await deleteYeses(tx, projectId)
    const row = { ...draft, tools: [...new Set(draft.tools)], version: version + 1, changedAt: ctx.now() }
    await upsertPresentation(tx, { projectId, ...row }, cited)
    return { action: 'presentation.written' }
  })

/** Agrees for one's own school to what one has read. With the last one it is out. */
export const agreeToPresentation = (ctx: Ctx, projectId: string, version: number) =>
  inPresentation(ctx, projectId, async (tx, { user, schoolId, state }) => {
    const row = await findPresentation(tx, projectId)
    if (!row) throw notFound()
    if (row.version !== version) throw new AppError('conflict', 'presentation_changed')
    if (state !== 'open') throw new AppError('conflict', 'presentation_not_open')
    const at = ctx.now()
    await insertYes(tx, { projectId, schoolId, userId: user.id, at })
    const isLast = (await listAgreeing(tx, projectId)).every(({ hasAgreed }) => hasAgreed)
    if (isLast) await updatePresentation(tx, projectId, { publishedAt: at })
    return { action: isLast ? 'presentation.published' : 'presentation.agreed' }
  })

export const withdrawPresentation = (ctx: Ctx, projectId: string) =>
  inPresentation(ctx, projectId, async (tx) => {
    if ((await deleteYeses(tx, projectId)) === 0) return null
    await updatePresentation(tx, projectId, { publishedAt: null })
    return { action: 'presentation.withdrawn' }
  })

export async function addShownFile(ctx: Ctx, projectId: string, upload: Parameters<typeof checkShown>[0]) {
  await requirePresenting(ctx, projectId)
  const stored = await checkShown(upload)
  return inPresentation(ctx, projectId, async (tx) => {
    await changed(ctx, tx, projectId)
    await putShown(tx, { projectId }, stored, upload.alt)
    return { action: 'presentation.written' }
  })
}

export const removeShownFile = (ctx: Ctx, projectId: string, fileId: string) =>
  inPresentation(ctx, projectId, async (tx) => {
    if (!(await deleteShownFile(tx, { projectId }, fileId))) throw notFound()
    await changed(ctx, tx, projectId)
    return { action: 'presentation.written' }
  })

/** For everybody while it is out, else for the teachers of the project. */
export async function openGalleryFile(ctx: Ctx, projectId: string, fileId: string) {
  const isOut = (await findShownProject(ctx.db, projectId)) !== null
  if (!isOut && ctx.user === null) throw notFound()
  if (!isOut) await requirePresenting(ctx, projectId)
  return openShown(ctx, { projectId }, fileId)
}
