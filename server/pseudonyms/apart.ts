import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { listProjectIdsEver, listPseudonymsAround, listPseudonymsOfProject } from '#db/queries/pseudonyms.ts'
import { lockProject } from '#db/queries/projects.ts'
import { lockSchool } from '#db/queries/schools.ts'
import { updateUser } from '#db/queries/users.ts'
import type { Ctx } from '../kit/context.ts'
import { newPseudonyms, pseudonymKey } from './names.ts'

/*
 * In a project no two pseudonyms are alike: a pupil abroad would take one child for another. Whoever gives one away
 * holds the projects first, in the order of their ids, and then the school.
 */

interface Pupil {
  id: string
  schoolId: string
}

/** Holds all that decides whether a pseudonym is free for this pupil. */
export async function lockAround(tx: Tx, { id, schoolId }: Pupil): Promise<void> {
  for (const projectId of await listProjectIdsEver(tx, id)) await lockProject(tx, projectId)
  await lockSchool(tx, schoolId)
}

/** Keys that this pupil's pseudonym may not have. The caller holds them by `lockAround`. */
export const takenAround = async (tx: Tx, pupil: Pupil): Promise<Set<string>> =>
  new Set((await listPseudonymsAround(tx, pupil)).map(pseudonymKey))

/**
 * After newcomers have joined: who brings a pseudonym that is here already gets another one. The caller holds the
 * project. Gives the ids of those.
 */
export async function keepApart(tx: Tx, ctx: Ctx, projectId: string, newcomerIds: string[]): Promise<string[]> {
  if (newcomerIds.length === 0) return []
  const pupils = await listPseudonymsOfProject(tx, projectId)
  const isNew = new Set(newcomerIds)
  const seen = new Set(pupils.filter((one) => !isNew.has(one.userId)).map((one) => pseudonymKey(one.pseudonym)))
  const renamed: string[] = []
  for (const { userId, schoolId, pseudonym } of pupils.filter((one) => isNew.has(one.userId))) {
    const key = pseudonymKey(pseudonym)
    if (!seen.has(key)) {
      seen.add(key)
      continue
    }
    await lockSchool(tx, schoolId)
    const taken = await takenAround(tx, { id: userId, schoolId })
    const [fresh = pseudonym] = newPseudonyms(1, new Set([...taken, ...seen]))
    await updateUser(tx, userId, { pseudonym: fresh })
    seen.add(pseudonymKey(fresh))
    renamed.push(userId)
  }
  const told = { projectId, at: ctx.now(), actorId: ctx.user?.id ?? null }
  await insertNotices(
    tx,
    renamed.map((userId) => ({ ...told, userId, kind: 'pseudonym_replaced' as const })),
  )
  for (const targetId of renamed)
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: ctx.user?.id ?? null,
      schoolId: pupils.find((one) => one.userId === targetId)?.schoolId ?? null,
      projectId,
      action: 'pseudonym.replaced',
      targetId,
    })
  return renamed
}
