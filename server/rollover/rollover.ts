import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  countAround,
  countPupils,
  findLastRollover,
  insertRollover,
  listLevels,
  lockClassroomsOf,
  type RolloverRow,
  updateClassroomNames,
  updateRolloverUndone,
} from '#db/queries/rollovers.ts'
import { listClassrooms } from '#db/queries/classrooms.ts'
import { findSchool, lockSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { RolledClass } from '#db/schema/rollovers.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { takenTwice } from '../kit/taken-twice.ts'
import { dayMs } from '../kit/nights.ts'
import { changesOf, type Moves, undoOf } from './moves.ts'
import { propose } from './names.ts'

/*
 * The turn of the school year: an administrator moves all classes up in one gesture. Classes keep their pupils, teachers, cards
 * and projects and get the next name; those of the last year leave, and stand in the archive with the day. For 30 days it is
 * undone, where none of these classes is another since.
 */

const undoneForDays = 30
/** Twice in one summer is a mistake. */
const restDays = 120

const undoneUntil = ({ doneAt }: RolloverRow) => new Date(doneAt.getTime() + undoneForDays * dayMs)

export async function showRollover(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.administer')
  const school = await findSchool(ctx.db, user.schoolId)
  if (!school) throw notFound()
  const all = await listClassrooms(ctx.db, user.schoolId, user.id)
  const classes = all.filter(({ archivedAt }) => archivedAt === null)
  const year = Number((await findDayAt(ctx.db, user.schoolId, ctx.now())).slice(0, 4))
  const levels = await listLevels(ctx.db, user.schoolId)
  const place = { countryCode: school.countryCode, levels, year, classes }
  const last = await findLastRollover(ctx.db, user.schoolId)
  return {
    classrooms: classes.map(({ id, name, ageTo, pupilCount }) => ({
      ...{ id, name, pupilCount, proposed: propose({ name, ageTo }, place) },
    })),
    last: last && viewRollover(last, ctx.now()),
  }
}

const viewRollover = (row: RolloverRow, now: Date) => ({
  id: row.id,
  doneAt: row.doneAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  classes: row.classes.map(({ id, before, after }) => ({
    ...{ id, from: before.name, to: after.name, leaves: after.hasLeft },
  })),
  undoneUntil: row.undoneAt === null && now <= undoneUntil(row) ? undoneUntil(row).toISOString() : null,
})

async function inSchool<Result>(ctx: Ctx, work: (tx: Tx, schoolId: string, userId: string) => Promise<Result>) {
  const user = requireSchool(ctx, 'school.administer')
  return ctx.db.transaction(async (tx) => {
    await lockSchool(tx, user.schoolId)
    return work(tx, user.schoolId, user.id)
  })
}

async function viewChanges(db: DbOrTx, changes: readonly RolledClass[]) {
  const ids = changes.map(({ id }) => id)
  const pupils = await countPupils(db, ids)
  return {
    changes: changes.map(({ id, before, after }) => ({
      ...{ id, from: before.name, to: after.name, leaves: after.hasLeft, pupils: pupils.get(id) ?? 0 },
    })),
    /** What stays as it is. */
    stays: await countAround(db, ids),
  }
}

async function changesNow(ctx: Ctx, tx: Tx, schoolId: string, moves: Moves) {
  const last = await findLastRollover(tx, schoolId)
  const rest = restDays * dayMs
  if (last && last.undoneAt === null && ctx.now().getTime() < last.doneAt.getTime() + rest)
    throw new AppError('conflict', 'rollover_recent')
  return changesOf(moves, await lockClassroomsOf(tx, schoolId))
}

/** A dry run: what would change. */
export const checkRollover = (ctx: Ctx, moves: Moves) =>
  inSchool(ctx, async (tx, schoolId) => viewChanges(tx, await changesNow(ctx, tx, schoolId, moves)))

/** All of it or nothing. */
export const runRollover = (ctx: Ctx, moves: Moves) =>
  inSchool(ctx, async (tx, schoolId, doneBy) => {
    const changes = await changesNow(ctx, tx, schoolId, moves)
    await store(ctx, tx, schoolId, changes)
    const id = await insertRollover(tx, { schoolId, doneBy, doneAt: ctx.now(), classes: changes })
    const view = await viewChanges(tx, changes)
    await tell(ctx, tx, { schoolId, doneBy, id, action: 'school.rolled_over' }, changes)
    return { ...view, rollover: { id } }
  })

export const undoRollover = (ctx: Ctx, rolloverId: string) =>
  inSchool(ctx, async (tx, schoolId, doneBy) => {
    const last = await findLastRollover(tx, schoolId)
    if (last?.id !== rolloverId) throw notFound()
    if (last.undoneAt !== null) throw new AppError('conflict', 'rollover_undone')
    if (ctx.now() > undoneUntil(last)) throw new AppError('conflict', 'rollover_final')
    const back = undoOf(last.classes, await lockClassroomsOf(tx, schoolId))
    await store(ctx, tx, schoolId, back)
    await updateRolloverUndone(tx, last.id, ctx.now())
    await tell(ctx, tx, { schoolId, doneBy, id: last.id, action: 'school.rollover_undone' }, back)
  })

async function store(ctx: Ctx, tx: Tx, schoolId: string, changes: readonly RolledClass[]): Promise<void> {
  const left = { archivedAt: ctx.now(), leftOn: await findDayAt(tx, schoolId, ctx.now()) }
  const here = { archivedAt: null, leftOn: null }
  const rows = changes.map(({ id, after: { hasLeft, ...facts } }) => ({ id, ...facts, ...(hasLeft ? left : here) }))
  await updateClassroomNames(tx, rows).catch((error: unknown) => {
    // Somebody makes a class of one of these names in the same second.
    throw takenTwice(error) === 'classrooms_school_name' ? new AppError('conflict', 'rollover_stale') : error
  })
}

interface Told {
  schoolId: string
  doneBy: string
  id: string
  action: string
}

async function tell(ctx: Ctx, tx: Tx, { doneBy, id, ...line }: Told, changes: readonly RolledClass[]): Promise<void> {
  const left = changes.filter(({ before, after }) => before.hasLeft !== after.hasLeft).length
  const detail = { classrooms: changes.length, left }
  await insertAudit(tx, { ...line, at: ctx.now(), actorId: doneBy, targetId: id, detail })
}
