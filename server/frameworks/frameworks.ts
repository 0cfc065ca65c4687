import { insertAudit } from '#db/queries/audit.ts'
import {
  endFramework,
  findFramework,
  insertFramework,
  listFrameworkItems,
  listFrameworks,
} from '#db/queries/frameworks.ts'
import { findProject } from '#db/queries/projects.ts'
import { requireProject, requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { FrameworkDraft, FrameworkQuery } from './input.ts'
import { levels } from './levels.ts'
import { decodeTable } from '../kit/table-bytes.ts'
import { readTable } from './table.ts'
import { dayOf } from '../kit/dates.ts'

interface Place {
  ages: readonly [from: number, to: number]
  countryCode: string | null
}

/** Which ages are meant, and of which country where that is known; null: all. */
async function placeOf(ctx: Ctx, { level, project }: FrameworkQuery): Promise<Place | null> {
  if (level !== undefined) {
    const found = levels.find(({ code }) => code === level)
    if (!found) throw invalidField('level', 'level_unknown')
    return found
  }
  if (project === undefined) return null
  await requireProject(ctx, project, 'project.read')
  const found = await findProject(ctx.db, project)
  if (!found) throw notFound()
  return { ages: [found.ageFrom, found.ageTo], countryCode: null }
}

/** What is offered today: shipped frameworks and the school's own, those of a level where one is named. */
export async function showFrameworks(ctx: Ctx, query: FrameworkQuery) {
  const user = requireSchool(ctx, 'school.read')
  const place = await placeOf(ctx, query)
  const found = (await listFrameworks(ctx.db, user.schoolId, dayOf(ctx.now()))).filter(
    ({ ageFrom, ageTo, countryCode }) =>
      place === null ||
      (ageFrom <= place.ages[1] &&
        ageTo >= place.ages[0] &&
        (place.countryCode === null || countryCode === null || countryCode === place.countryCode)),
  )
  const items = await listFrameworkItems(
    ctx.db,
    found.map(({ id }) => id),
  )
  return {
    levels,
    frameworks: found.map(({ schoolId, importedBy, importedAt: _, ...framework }) => ({
      ...framework,
      isOwn: schoolId !== null,
      items: items
        .filter(({ frameworkId }) => frameworkId === framework.id)
        .map(({ id, code, parent, texts }) => ({ id, code, parent, texts })),
      can: { end: schoolId !== null && (importedBy === user.id || user.isSchoolAdmin) },
    })),
  }
}

/** Takes a school's own framework in from a table; all of it or nothing. */
export async function importFramework(ctx: Ctx, { name, language, file, ...draft }: FrameworkDraft) {
  const { id: userId, schoolId } = requireSchool(ctx, 'framework.import')
  const items = readTable(decodeTable(Buffer.from(file, 'base64')), language)
  const at = ctx.now()
  const framework = {
    ...draft,
    ...{ schoolId, code: name.slice(0, 60), kind: 'own' as const, names: { [language]: name }, scale: [] },
    ...{ validFrom: dayOf(at), importedBy: userId, importedAt: at },
  }
  const id = await ctx.db.transaction(async (tx) => {
    const made = await insertFramework(tx, framework, items)
    if (made === null) throw new AppError('conflict', 'framework_twice')
    await insertAudit(tx, {
      ...{ at, actorId: userId, schoolId, action: 'framework.imported', targetId: made },
      detail: { name, lines: items.length },
    })
    return made
  })
  return { id, lines: items.length }
}

/** From today a school's own framework is offered no more; criteria that are tied to it stay. */
export async function closeFramework(ctx: Ctx, frameworkId: string) {
  const user = requireSchool(ctx, 'framework.import')
  await ctx.db.transaction(async (tx) => {
    const framework = await findFramework(tx, frameworkId)
    if (framework?.schoolId !== user.schoolId) throw notFound()
    if (framework.importedBy !== user.id && !user.isSchoolAdmin) throw new AppError('forbidden')
    await endFramework(tx, frameworkId, dayOf(ctx.now()))
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: frameworkId },
      action: 'framework.ended',
    })
  })
}
