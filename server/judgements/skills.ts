import type { BoardObject } from '#collab/documents/board-model.ts'
import { lanesOf, sessionsOf } from '#collab/plan/sessions.ts'
import { listFrameworkItems, listFrameworksOfItems } from '#db/queries/frameworks.ts'
import { listCriteria } from '#db/queries/rubrics.ts'
import { requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { readPlan } from '../plan/read.ts'

/**
 * On which lines of which frameworks a project works: the frameworks that its criteria or the lessons of its plan name, and
 * those lessons. For teachers: the plan is theirs.
 */
export async function showSkills(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'judgement.read')
  if (isPupilRole(grant.role)) throw new AppError('forbidden')
  const plan = await readPlan(ctx, projectId)
  const sessions = sessionsIn(plan.objects)
  const criteria = (await listCriteria(ctx.db, projectId)).filter(({ removedAt }) => removedAt === null)
  const named = [...criteria.flatMap(({ itemId }) => itemId ?? []), ...sessions.flatMap(({ itemIds }) => itemIds)]
  const frameworks = await listFrameworksOfItems(ctx.db, grant.schoolId, [...new Set(named)])
  const items = await listFrameworkItems(
    ctx.db,
    frameworks.map(({ id }) => id),
  )
  return {
    planId: plan.documentId,
    sessions,
    frameworks: frameworks.map(({ id, names }) => ({
      ...{ id, names },
      items: items
        .filter(({ frameworkId }) => frameworkId === id)
        .map((item) => ({ id: item.id, code: item.code, parent: item.parent, texts: item.texts })),
    })),
  }
}

/** The lessons that say on what they work, in the order of their days; those without a day last. */
function sessionsIn(objects: readonly BoardObject[]) {
  const subjects = new Map(lanesOf(objects).map(({ id, text }) => [id, text]))
  return sessionsOf(objects)
    .filter(({ itemIds }) => itemIds.length > 0)
    .toSorted((a, b) => (a.date || '9').localeCompare(b.date || '9') || (a.startsAt ?? 0) - (b.startsAt ?? 0))
    .map(({ id, text, language, date, parent, planned, done, itemIds }) => ({
      ...{ id, title: text, language, planned, done, itemIds },
      date: date === '' ? null : date,
      subject: subjects.get(parent ?? '') ?? '',
    }))
}
