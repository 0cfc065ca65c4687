import type { Tx } from '#db/client.ts'
import { insertAudits } from '#db/queries/audit.ts'
import { hasBlocked } from '#db/queries/contacts.ts'
import { listDossier, upsertDossierField } from '#db/queries/dossier.ts'
import { listMembers } from '#db/queries/members.ts'
import { findProject, listProjectSchools } from '#db/queries/projects.ts'
import { findUser } from '#db/queries/users.ts'
import { dossierParts } from '#db/schema/values.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { askPerson } from '../project-life/co-founder.ts'
import { foundIn } from '../projects/projects.ts'
import { readBrought, writeBrought } from './brought.ts'

/* An archived project goes on in a new one: a draft of the same kind that begins with what its teachers made. */

/** Founds it, and asks whom it was founded with before. What pupils wrote stays in the archive. */
export async function foundSequel(ctx: Ctx, projectId: string, name: string): Promise<{ id: string }> {
  await requireProject(ctx, projectId, 'sequel.found')
  const brought = await readBrought(ctx, projectId)
  const { id, rings } = await ctx.db.transaction(async (tx) => {
    const grant = await requireProject(ctx, projectId, 'sequel.found', tx)
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    const { kind, summary, cover, languages, subjects, ageFrom, ageTo } = project
    // A circle is founded by nobody who goes on with a project.
    if (kind === 'circle') throw notFound()
    const words = { name, kind, summary, cover, languages, subjects, ageFrom, ageTo }
    const founded = await foundIn(ctx, tx, { ...words, classroomIds: [], start: 'alone' })
    await writeBrought(tx, { projectId: founded.id, user: grant.user, at: ctx.now() }, brought)
    await copyOutline(ctx, tx, grant, founded.id)
    const asked = await askAgain(ctx, tx, grant, founded.id)
    const line = { at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, targetId: projectId }
    const sequel = { ...line, projectId: founded.id, about: 'project' as const, action: 'project.sequel_founded' }
    await insertAudits(tx, [...founded.lines, sequel])
    return { id: founded.id, rings: [...founded.rings, ...asked] }
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return { id }
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
  const people = (await listMembers(tx, projectId)).filter(
    ({ role, school }) => isTeacherRole(role) && founders.includes(school.id),
  )
  const asked = await firstHere(
    tx,
    user.id,
    people.map(({ userId }) => userId),
  )
  return asked === null ? [] : askPerson(ctx, tx, id, asked)
}

/** Whoever is suspended answers nothing; whom one keeps away oneself is not asked. */
async function firstHere(tx: Tx, askerId: string, userIds: readonly string[]): Promise<string | null> {
  for (const userId of userIds)
    if ((await findUser(tx, userId))?.suspendedAt === null && !(await hasBlocked(tx, askerId, userId))) return userId
  return null
}
