import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#db/client.ts'
import { listDossier, upsertDossierField } from '#db/queries/dossier.ts'
import { findProject, lockProject, updateProject } from '#db/queries/projects.ts'
import { dossierParts } from '#db/schema/values.ts'
import { requireProject } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { showDossier } from './dossier.ts'
import { type DossierChange, wordsOf } from './fields.ts'
import { askAgain } from './pact.ts'
import { tellDossier } from './tell.ts'

/**
 * Saves one field. Who began from an older one than there is now is told what stands there and whose it is, and nothing is
 * changed; who sends again what stands there already has saved it.
 */
export async function saveField(ctx: Ctx, projectId: string, change: DossierChange) {
  const { field } = change
  const rings = await ctx.db.transaction(async (tx) => {
    await lockProject(tx, projectId)
    const grant = await requireProject(ctx, projectId, 'dossier.write', tx)
    if (!(await isNew(tx, projectId, change))) return []
    const value = await storeInProject(tx, projectId, change)
    await upsertDossierField(tx, { projectId, field, value, authorId: grant.user.id, changedAt: ctx.now() })
    return isOfPact(field) ? askAgain(ctx, tx, grant) : []
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
  tellDossier(ctx, projectId)
  if (isOfProject(field))
    ctx.rooms.notice({ projectId }, { topic: 'project', id: projectId, userId: requireUser(ctx).id })
  return showDossier(ctx, projectId)
}

const isOfPact = (field: string) => (dossierParts.pact as readonly string[]).includes(field)
const isOfProject = (field: string) => field === 'languages' || field === 'subjects' || field === 'ages'

async function isNew(tx: Tx, projectId: string, { field, value, revision }: DossierChange): Promise<boolean> {
  const project = await findProject(tx, projectId)
  if (!project) throw notFound()
  const rows = await listDossier(tx, projectId)
  const words = wordsOf(project, rows)
  const stands: unknown = Object.entries({ ...words.outline, ...words.pact, ...words.report }).find(
    ([name]) => name === field,
  )?.[1]
  const row = rows.find((one) => one.field === field)
  if (row !== undefined && isDeepStrictEqual(stands, value)) return false
  if ((row?.revision ?? 0) === revision) return true
  throw new AppError('conflict', 'dossier_changed', {
    stands: {
      ...{ value: stands, revision: row?.revision ?? 0 },
      ...{ author: row?.author ?? null, changedAt: row?.changedAt.toISOString() ?? null },
    },
  })
}

/** Languages, subjects and ages are the project's own, and are shown and looked for by them. Gives what is kept besides. */
async function storeInProject(tx: Tx, projectId: string, change: DossierChange): Promise<unknown> {
  if (change.field === 'languages') await updateProject(tx, projectId, { languages: change.value })
  else if (change.field === 'subjects') await updateProject(tx, projectId, { subjects: change.value })
  else if (change.field === 'ages')
    await updateProject(tx, projectId, { ageFrom: change.value.from, ageTo: change.value.to })
  else return change.value
  return null
}
