import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listDocuments } from '#db/queries/documents.ts'
import { listDossier, upsertDossierField } from '#db/queries/dossier.ts'
import { listWithPupilsWork } from '#db/queries/kits.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { findPlan } from '#db/queries/plan.ts'
import { findProject, listProjectSchools, updateProject } from '#db/queries/projects.ts'
import { findRubric } from '#db/queries/rubrics.ts'
import { dossierParts } from '#db/schema/values.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { copyKit } from '../kits/copy.ts'
import { mayBeTaken } from '../kits/kits.ts'
import { makeKit } from '../kits/make.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { foundProject } from '../projects/projects.ts'

/* An archived project goes on in a new one: a draft of the same kind that begins with what its teachers made. */

/** As everywhere here a kit has no more documents. */
const mostDocuments = 40

/** Founds it, and asks whom it was founded with before. What pupils wrote stays in the archive. */
export async function foundSequel(ctx: Ctx, projectId: string, name: string): Promise<{ id: string }> {
  const grant = await requireProject(ctx, projectId, 'sequel.found')
  const project = await findProject(ctx.db, projectId)
  if (!project) throw notFound()
  // Where anything of it cannot be, there is no half of a new project.
  const kitId = await kitOf(ctx, grant, project, name)
  const { kind, summary, cover, languages, subjects, ageFrom, ageTo } = project
  const words = { name, kind, summary, cover, languages, subjects, ageFrom, ageTo }
  const { id } = await foundProject(ctx, { ...words, classroomIds: [], start: 'alone' })
  const rings = await ctx.db.transaction(async (tx) => {
    await copyOutline(ctx, tx, grant, id)
    const asked = await askAgain(ctx, tx, grant, id)
    const line = { at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, projectId: id, targetId: projectId }
    await insertAudit(tx, { ...line, about: 'project', action: 'project.sequel_founded' })
    return asked
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  if (kitId !== null) await copyKit(ctx, id, kitId)
  return { id }
}

type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>

/** For one's own school, by whoever goes on with it; null where its teachers left nothing that goes into a kit. */
async function kitOf(ctx: Ctx, { projectId, user, schoolId }: ProjectGrant, project: Project, title: string) {
  const documents = (await listDocuments(ctx.db, projectId)).filter(mayBeTaken)
  const ids = documents.map(({ id }) => id)
  const withPupilsWork = await listWithPupilsWork(ctx.db, ids)
  const documentIds = ids.filter((id) => !withPupilsWork.has(id)).slice(0, mostDocuments)
  const plan = await findPlan(ctx.db, projectId)
  const withPlan = plan !== null && plan.state !== 'removed'
  const withRubric = (await findRubric(ctx.db, projectId)) !== null
  if (documentIds.length === 0 && !withPlan && !withRubric) return null
  const school = (await listProjectSchools(ctx.db, [projectId])).find(({ id }) => id === schoolId)
  const { summary, languages, ageFrom, ageTo } = project
  const credit = [user.displayName, school?.name].filter(Boolean).join(', ').slice(0, 160)
  const draft = { title, summary: summary || title, language: languages[0] ?? 'en', ageFrom, ageTo, credit }
  const wanted = { licence: 'CC BY 4.0', audience: 'school' as const, documentIds, withPlan, withRubric }
  return (await makeKit(ctx, projectId, { ...draft, ...wanted }, 'sequel.found')).id
}

/** Its weeks are over: all else of the outline is begun with. */
async function copyOutline(ctx: Ctx, tx: Tx, { projectId, user }: ProjectGrant, id: string): Promise<void> {
  const outline: readonly string[] = dossierParts.outline
  const rows = (await listDossier(tx, projectId)).filter(({ field }) => outline.includes(field) && field !== 'weeks')
  for (const { field, value } of rows)
    await upsertDossierField(tx, { projectId: id, field, value, authorId: user.id, changedAt: ctx.now() })
}

/** A teacher of the school that founded it too is asked by the bell. */
async function askAgain(ctx: Ctx, tx: Tx, { projectId, schoolId, user }: ProjectGrant, id: string): Promise<string[]> {
  const founders = (await listProjectSchools(tx, [projectId]))
    .filter((school) => school.standing === 'founder' && school.id !== schoolId)
    .map((school) => school.id)
  const people = (await listMembers(tx, projectId)).filter(({ role }) => isTeacherRole(role))
  const asked = people.find(({ school }) => founders.includes(school.id))
  if (asked === undefined) return []
  await updateProject(tx, id, { coFounderId: asked.userId })
  // They are not in it, so the bell names it not.
  const notice = { userId: asked.userId, projectId: null, at: ctx.now(), actorId: user.id }
  return insertNotices(tx, [{ ...notice, kind: 'co_founder_asked' }])
}
