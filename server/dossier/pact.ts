import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findPactRevision, listPactSchools, updateAgreement, upsertAgreement } from '#db/queries/dossier.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { lockProject } from '#db/queries/projects.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { showDossier } from './dossier.ts'
import { tellDossier } from './tell.ts'

/* The pact of the partners: each school says yes to what it says now; whoever changes it asks the others again. */

/** After a field of the pact was saved. Gives whom it rings for: who had said yes to what stood there before. */
export async function askAgain(ctx: Ctx, tx: Tx, grant: ProjectGrant): Promise<string[]> {
  const { projectId, schoolId } = grant
  const now = await findPactRevision(tx, projectId)
  const before = now - 1
  const had = (await listPactSchools(tx, projectId)).filter(({ revision }) => revision === before)
  await updateAgreement(tx, { projectId, schoolId, from: before, to: now })
  return ringSchools(
    ctx,
    tx,
    grant,
    had.map(({ id }) => id),
  )
}

/** Teachers of these schools, but not of one's own. */
async function ringSchools(ctx: Ctx, tx: Tx, { projectId, schoolId, user }: ProjectGrant, ids: readonly string[]) {
  const people = (await listMembers(tx, projectId)).filter(
    ({ role, school }) => isTeacherRole(role) && school.id !== schoolId && ids.includes(school.id),
  )
  const notice = { projectId, kind: 'pact_waits' as const, at: ctx.now(), actorId: user.id }
  return insertNotices(
    tx,
    people.map(({ userId }) => ({ ...notice, userId })),
  )
}

/** One's own school says yes to the pact as it was seen. */
export async function agreePact(ctx: Ctx, projectId: string, seen: number) {
  const rings = await ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    const grant = await requireProject(ctx, projectId, 'dossier.write', tx)
    const { schoolId, user } = grant
    const revision = await findPactRevision(tx, projectId)
    if (revision === 0) throw new AppError('conflict', 'pact_empty')
    if (revision !== seen) throw new AppError('conflict', 'pact_changed')
    const schools = await listPactSchools(tx, projectId)
    await upsertAgreement(tx, { projectId, schoolId, revision, agreedBy: user.id, agreedAt: ctx.now() })
    const waiting = schools.filter((school) => school.revision !== revision).map(({ id }) => id)
    const told = await ringSchools(ctx, tx, grant, waiting)
    const line = { at: ctx.now(), actorId: user.id, schoolId, projectId, targetId: projectId }
    await insertAudit(tx, { ...line, about: 'project', action: 'project.pact_agreed', detail: { revision } })
    return told
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  tellDossier(ctx, projectId)
  return showDossier(ctx, projectId)
}
