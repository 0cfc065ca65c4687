import type { BoardContent } from '#collab/documents/board.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertDocument, updateDocument } from '#db/queries/documents.ts'
import { findPlan } from '#db/queries/plan.ts'
import { listProjectSchools } from '#db/queries/projects.ts'
import { listHolidays } from '#db/queries/quiet.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { documentGrant } from '../access/rules.ts'
import { clocksOf } from '../clocks/clocks.ts'
import { seedOf, storeSeed } from '../documents/seed.ts'
import type { Ctx } from '../kit/context.ts'
import { inProject } from '../projects/projects.ts'
import { ownPlan } from './own.ts'
import { readPlan } from './read.ts'
import { todayIn } from './today.ts'

/* The plan of a project: a board for its teachers. Everybody else gets what concerns them, made here from it. */

const begin = '0001-01-01'
const laneSize = [288, 0] as const

/** Whoever reads what is the teachers' gets the plan itself. */
export async function showPlan(ctx: Ctx, projectId: string) {
  const project = await requireProject(ctx, projectId, 'project.read')
  if (!readsPlans(project)) return partView(ctx, project)
  const found = await findPlan(ctx.db, projectId)
  return wholeView(ctx, project, found?.state === 'removed' ? null : (found?.id ?? null))
}

const readsPlans = ({ role, kind: projectKind, state: projectState }: ProjectGrant) =>
  documentGrant({
    ...{ role, projectKind, projectState },
    ...{ documentState: 'open', isDamaged: false, reach: 'teachers', writing: null },
  }) !== 'none'

async function wholeView(ctx: Ctx, project: ProjectGrant, documentId: string | null) {
  const schools = await schoolsOf(ctx, project)
  return {
    view: 'whole' as const,
    documentId,
    ownSchoolId: project.schoolId,
    today: schools.find(({ id }) => id === project.schoolId)?.today ?? todayIn('UTC', ctx.now()),
    schools: schools.map(({ today: _, ...school }) => school),
    can: { make: project.can('plan.make') },
  }
}

/** In the order in which they joined, the own one first. */
async function schoolsOf(ctx: Ctx, { projectId, schoolId }: ProjectGrant) {
  const rows = await listProjectSchools(ctx.db, [projectId])
  const ids = rows.map(({ id }) => id)
  const clocks = await clocksOf(ctx, ids)
  const holidays = await listHolidays(ctx.db, ids, begin)
  const schools = rows.flatMap(({ id, name, countryCode }) => {
    const calendar = clocks.get(id)?.calendar
    if (calendar === undefined) return []
    const own = holidays.filter((holiday) => holiday.schoolId === id)
    return [
      {
        ...{ id, name, countryCode, weekend: calendar.weekend },
        holidays: own.map(({ from, to, name: holiday }) => ({ from, to, name: holiday })),
        today: todayIn(calendar.timeZone, ctx.now()),
      },
    ]
  })
  return schools.toSorted((a, b) => Number(b.id === schoolId) - Number(a.id === schoolId))
}

async function partView(ctx: Ctx, { projectId, user, schoolId, groupId }: ProjectGrant) {
  const { objects } = await readPlan(ctx, projectId)
  const clock = (await clocksOf(ctx, [schoolId])).get(schoolId)
  return {
    view: 'own' as const,
    ...ownPlan(objects, { id: user.id, groupId, locale: user.locale }),
    today: todayIn(clock?.calendar.timeZone ?? 'UTC', ctx.now()),
  }
}

/** Makes the plan of a project where there is none, or brings it back from the bin. Gives its document. */
export async function makePlan(ctx: Ctx, projectId: string, lanes: readonly string[]) {
  const documentId = await inProject(ctx, projectId, 'plan.make', async (tx, grant) => {
    const found = await findPlan(tx, projectId)
    if (found === null) return insertPlan(tx, { ...grant, at: ctx.now() }, planContent(lanes))
    if (found.state === 'removed') await bringBack(ctx, tx, grant, found.id)
    return found.id
  })
  await ctx.rooms.recheck({ documentIds: [documentId] })
  ctx.rooms.notice({ projectId }, { topic: 'documents', id: documentId })
  return { documentId }
}

interface PlanPlace extends Pick<ProjectGrant, 'projectId' | 'user'> {
  at: Date
}

/** The plan of a project that has none. */
export async function insertPlan(tx: Tx, { projectId, user, at }: PlanPlace, content: BoardContent): Promise<string> {
  const documentId = await insertDocument(tx, {
    // The word is the same in each language that we speak.
    ...{ projectId, kind: 'board', title: 'Plan', language: user.locale, access: 'teachers', isPlan: true },
    ...{ createdBy: user.id, createdAt: at, changedAt: at },
  })
  if (documentId === null) throw new Error('a plan was inserted without a row')
  await storeSeed(tx, documentId, user.id, seedOf('board', content), at)
  return documentId
}

function planContent(lanes: readonly string[]): BoardContent {
  return {
    type: 'board',
    layout: 'plan',
    objects: lanes.map((text, at) => ({
      ...{ id: `lane-${at}`, type: 'column', text, colour: (at % 8) + 1, size: laneSize },
      ...{ order: `a${String.fromCodePoint(48 + at)}`, place: [at * 312, 0] },
    })),
  }
}

async function bringBack(ctx: Ctx, tx: Tx, grant: ProjectGrant, documentId: string) {
  await updateDocument(tx, documentId, { state: 'open', removedAt: null })
  const line = { at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, projectId: grant.projectId }
  await insertAudit(tx, {
    ...line,
    ...{ about: 'project', action: 'document.opened', targetId: documentId, detail: { from: 'removed' } },
  })
}
