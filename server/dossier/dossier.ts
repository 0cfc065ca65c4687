import { listDossier, listPactSchools } from '#db/queries/dossier.ts'
import { listProjectSchools, findProject } from '#db/queries/projects.ts'
import { dossierParts } from '#db/schema/values.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { readClocks } from '../clocks/clocks.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { type DossierWords, hasLessons, mondaysOf, unsaidOf, wordsOf } from './fields.ts'

type Row = Awaited<ReturnType<typeof listDossier>>[number]

/** Whose each field is, and its revision: 0 of one that is not named. */
const viewMark = ({ field, revision, author, changedAt }: Row) => ({
  ...{ field, revision, author },
  changedAt: changedAt.toISOString(),
})

/**
 * What the teachers of a project write about it. Who looks on reads its outline; pact and report are the teachers' own.
 */
export async function showDossier(ctx: Ctx, projectId: string) {
  const grant = await requireProject(ctx, projectId, 'dossier.read')
  const project = await findProject(ctx.db, projectId)
  if (!project) throw notFound()
  const rows = await listDossier(ctx.db, projectId)
  const words = wordsOf(project, rows)
  const isTeacher = isTeacherRole(grant.role)
  return {
    dossier: {
      state: project.state,
      name: project.name,
      outline: words.outline,
      /** What of it nobody has written yet. */
      unsaid: unsaidOf(words.outline),
      pact: isTeacher ? await viewPact(ctx, grant, words.pact, rows) : null,
      report: isTeacher ? words.report : null,
      marks: isTeacher ? rows.map(viewMark) : [],
      weeksWithSchool: await weeksWithSchool(ctx, projectId, words.outline.weeks),
      can: { write: grant.can('dossier.write') },
    },
  }
}

const pactFields: ReadonlySet<string> = new Set(dossierParts.pact)

async function viewPact(ctx: Ctx, { projectId, schoolId }: ProjectGrant, words: DossierWords['pact'], rows: Row[]) {
  const revision = rows.filter(({ field }) => pactFields.has(field)).reduce((sum, row) => sum + row.revision, 0)
  const schools = await listPactSchools(ctx.db, projectId)
  return {
    ...words,
    revision,
    schools: schools.map(({ id, name, revision: agreed, agreedBy, agreedAt }) => ({
      ...{ id, name, isOwn: id === schoolId },
      /** Of an older one: it was changed since, and they are asked again. */
      agreed: agreed === null ? ('never' as const) : agreed === revision ? ('now' as const) : ('before' as const),
      agreedBy,
      agreedAt: agreedAt?.toISOString() ?? null,
    })),
  }
}

/** How many of the weeks have lessons at each school, by its calendar. */
async function weeksWithSchool(ctx: Ctx, projectId: string, weeks: DossierWords['outline']['weeks']) {
  if (weeks === null) return []
  const schools = await listProjectSchools(ctx.db, [projectId])
  const clocks = await readClocks(
    ctx.db,
    schools.map(({ id }) => id),
    new Date(`${weeks.from}T00:00:00Z`),
  )
  const mondays = mondaysOf(weeks)
  return schools.map(({ id, name }) => {
    const calendar = clocks.get(id)?.calendar
    return { name, weeks: mondays.filter((monday) => !calendar || hasLessons(calendar, monday)).length }
  })
}
