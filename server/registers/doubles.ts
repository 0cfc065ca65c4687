import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type Double,
  hasSharedPseudonym,
  insertMerge,
  listDoubles,
  listMerges,
  listPlaces,
  lockMerge,
  lockSchools,
  moveAll,
  moveBack,
  updateMerge,
  updateMergedInto,
} from '#db/queries/school-merges.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { takenTwice } from '../kit/taken-twice.ts'
import { AppError, notFound } from '../kit/errors.ts'

/*
 * A school that was registered twice becomes one: its people, classrooms, projects, posts and mandates go over to the other
 * one, cards and passwords go on. Not while somebody of it is in a project: names are shown by school, and a lesson goes on
 * as it began. For 30 days it can be undone, for what is still as it went over.
 */

const undoneWithinMs = 30 * 24 * 60 * 60_000
const mostDoubles = 50

const withinReach = (ctx: Ctx) => new Date(ctx.now().getTime() - undoneWithinMs)

/** Likely doubles in sets, and what was merged and can still be undone. */
export async function showDoubles(ctx: Ctx, officeId: string) {
  const { office } = await requireOffice(ctx, officeId, 'schools.edit')
  const sets = new Map<string, Omit<Double, 'folded'>[]>()
  for (const { folded, ...school } of await listDoubles(ctx.db, office.countryCode, mostDoubles)) {
    const key = `${school.countryCode} ${folded}`
    sets.set(key, [...(sets.get(key) ?? []), school])
  }
  const merges = await listMerges(ctx.db, officeId, withinReach(ctx))
  return {
    doubles: [...sets.values()],
    merges: merges.map(({ mergedAt, ...merge }) => ({ ...merge, mergedAt: mergedAt.toISOString() })),
  }
}

interface Pair {
  from: string
  into: string
}

/** Both of the office's country, and not yet part of another. */
async function lockPair(tx: Tx, countryCode: string | null, { from, into }: Pair) {
  const rows = await lockSchools(tx, [from, into])
  const ofOffice = rows.filter((one) => one.kind === 'school' && (countryCode ?? one.countryCode) === one.countryCode)
  if (from === into || ofOffice.length !== 2) throw notFound()
  if (rows[0]?.countryCode !== rows[1]?.countryCode) throw new AppError('conflict', 'merge_countries')
  return rows
}

/** Whether somebody of the school is in a project now. */
async function hasLesson(ctx: Ctx, tx: Tx, schoolId: string): Promise<boolean> {
  const places = await listPlaces(tx, schoolId)
  return places.some(({ projectId, userId }) => ctx.rooms.present({ projectId }).includes(userId))
}

/** What two schools may not both have, by the name of what refuses it. */
const refusals: Record<string, string> = {
  classrooms_school_name: 'merge_classrooms',
  terms_one_head: 'merge_heads',
  project_schools_project_id_school_id_pk: 'merge_project',
}

function refused(error: unknown): never {
  const name = takenTwice(error)
  if (name === null) throw error
  throw new AppError('conflict', refusals[name] ?? 'merge_conflict')
}

export async function mergeSchools(ctx: Ctx, officeId: string, pair: Pair) {
  return ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'schools.edit', tx)
    const rows = await lockPair(tx, office.countryCode, pair)
    if (rows.some(({ mergedInto }) => mergedInto !== null)) throw new AppError('conflict', 'merge_done')
    if (await hasLesson(ctx, tx, pair.from)) throw new AppError('conflict', 'merge_lesson')
    if (await hasSharedPseudonym(tx, pair)) throw new AppError('conflict', 'merge_pseudonyms')
    const moved = await moveAll(tx, pair).catch(refused)
    await updateMergedInto(tx, pair.from, pair.into)
    const row = { officeId, fromId: pair.from, intoId: pair.into, moved, mergedBy: user.id, mergedAt: ctx.now() }
    const id = await insertMerge(tx, row)
    await tell(ctx, tx, { officeId, actorId: user.id, action: 'school.merged', ...pair })
    return { id }
  })
}

export async function undoMerge(ctx: Ctx, officeId: string, mergeId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { user, office } = await requireOffice(ctx, officeId, 'schools.edit', tx)
    const merge = await lockMerge(tx, officeId, mergeId)
    if (!merge) throw notFound()
    const pair = { from: merge.fromId, into: merge.intoId }
    if (merge.undoneAt !== null || merge.mergedAt < withinReach(ctx)) throw new AppError('conflict', 'merge_over')
    const rows = await lockPair(tx, office.countryCode, pair)
    if (rows.find(({ id }) => id === pair.from)?.mergedInto !== pair.into) throw new AppError('conflict', 'merge_over')
    if (await hasLesson(ctx, tx, pair.into)) throw new AppError('conflict', 'merge_lesson')
    await updateMergedInto(tx, pair.from, null)
    await moveBack(tx, pair, merge.moved).catch(refused)
    await updateMerge(tx, mergeId, ctx.now())
    await tell(ctx, tx, { officeId, actorId: user.id, action: 'school.unmerged', ...pair })
  })
}

interface Told extends Pair {
  officeId: string
  actorId: string
  action: string
}

/** The office's line, and one for the administrators of the school that stays. */
async function tell(ctx: Ctx, tx: Tx, { officeId, actorId, action, from, into }: Told): Promise<void> {
  const about = await lockSchoolAdmins(tx, into)
  const line = { at: ctx.now(), actorId, schoolId: officeId, targetId: from, action, about }
  await insertAudit(tx, { ...line, detail: { into } })
}
