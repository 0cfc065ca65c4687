import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { offices } from '../schema/offices.ts'
import { presentationCitations, presentations, presentationYeses } from '../schema/presentations.ts'
import { projects, projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { officialTexts, themes } from '../schema/texts.ts'
import type { Scheme } from '../schema/values.ts'
import { hasAward } from './shown-awards.ts'

export type PresentationRow = typeof presentations.$inferSelect

export async function findPresentation(db: DbOrTx, projectId: string): Promise<PresentationRow | null> {
  const [row] = await db.select().from(presentations).where(eq(presentations.projectId, projectId))
  return row ?? null
}

/** What a project shows from now on, and cites. The caller holds `lockProject`. */
export async function upsertPresentation(
  tx: Tx,
  { projectId, ...row }: Omit<PresentationRow, 'publishedAt'>,
  citations: readonly string[],
): Promise<void> {
  await tx
    .insert(presentations)
    .values({ projectId, ...row })
    .onConflictDoUpdate({ target: presentations.projectId, set: { ...row, publishedAt: null } })
  await tx.delete(presentationCitations).where(eq(presentationCitations.projectId, projectId))
  if (citations.length > 0)
    await tx.insert(presentationCitations).values(citations.map((textId) => ({ projectId, textId })))
}

export async function updatePresentation(
  tx: Tx,
  projectId: string,
  changes: Partial<Omit<PresentationRow, 'projectId'>>,
): Promise<void> {
  await tx.update(presentations).set(changes).where(eq(presentations.projectId, projectId))
}

export async function insertYes(tx: Tx, yes: typeof presentationYeses.$inferInsert): Promise<void> {
  await tx.insert(presentationYeses).values(yes).onConflictDoNothing()
}

/** Takes back what all schools have agreed to. */
export async function deleteYeses(tx: Tx, projectId: string): Promise<number> {
  const gone = await tx
    .delete(presentationYeses)
    .where(eq(presentationYeses.projectId, projectId))
    .returning({ schoolId: presentationYeses.schoolId })
  return gone.length
}

const hasSaidYes = sql<boolean>`exists (select from ${presentationYeses}
  where ${presentationYeses.projectId} = ${projectSchools.projectId} and ${presentationYeses.schoolId} = ${projectSchools.schoolId})`

/** The schools that are in a project now, and which of them have agreed. */
export const listAgreeing = (db: DbOrTx, projectId: string) =>
  db
    .select({ id: schools.id, name: schools.name, countryCode: schools.countryCode, hasAgreed: hasSaidYes })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .where(and(eq(projectSchools.projectId, projectId), isNull(projectSchools.leftAt), ne(schools.kind, 'office')))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name), asc(schools.id))

/**
 * Whether everybody may read it: each school that is in the project has agreed, none that has left since had, the project was
 * opened and is not archived, and there is a programme.
 */
const isOut = and(
  isNotNull(presentations.publishedAt),
  inArray(projects.state, ['open', 'closed']),
  sql`exists (select from ${offices} where ${offices.closedOn} is null)`,
  sql`not exists (select from ${projectSchools} inner join ${schools} on ${schools.id} = ${projectSchools.schoolId}
    where ${projectSchools.projectId} = ${presentations.projectId} and ${schools.kind} <> 'office'
    and (${projectSchools.leftAt} is null) <> ${hasSaidYes})`,
)

const selectShown = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select({
      presentation: presentations,
      languages: projects.languages,
      ageFrom: projects.ageFrom,
      ageTo: projects.ageTo,
      theme: { id: themes.id, title: themes.title, language: themes.language },
    })
    .from(presentations)
    .innerJoin(projects, eq(projects.id, presentations.projectId))
    .leftJoin(themes, eq(themes.id, presentations.themeId))
    .where(and(isOut, where))
    .$dynamic()
export type ShownProject = Awaited<ReturnType<typeof selectShown>>[number]

export interface GalleryFilter {
  country?: string | undefined
  theme?: string | undefined
  age?: number | undefined
  language?: string | undefined
  tool?: string | undefined
  /** One of these at least, on a day. */
  awards?: { schemes: readonly Scheme[]; day: string } | undefined
}

const isFrom = (country: string) => sql`exists (select from ${projectSchools}
  inner join ${schools} on ${schools.id} = ${projectSchools.schoolId}
  where ${projectSchools.projectId} = ${presentations.projectId} and ${projectSchools.leftAt} is null
  and ${schools.kind} <> 'office' and ${schools.countryCode} = ${country})`

const fits = ({ country, theme, age, language, tool, awards }: GalleryFilter) =>
  and(
    country === undefined ? undefined : isFrom(country),
    theme === undefined ? undefined : eq(presentations.themeId, theme),
    age === undefined ? undefined : sql`${age} between ${projects.ageFrom} and ${projects.ageTo}`,
    language === undefined ? undefined : sql`${language} = any(${projects.languages})`,
    tool === undefined ? undefined : sql`${tool} = any(${presentations.tools})`,
    awards === undefined ? undefined : hasAward(sql`${presentations.projectId}`, awards.schemes, awards.day),
  )

interface GalleryPage {
  before: { at: Date; id: string } | null
  limit: number
}

/** What projects show now, the newest first. */
export const listShownProjects = (db: DbOrTx, filter: GalleryFilter, { before, limit }: GalleryPage) =>
  selectShown(
    db,
    and(
      fits(filter),
      before === null
        ? undefined
        : or(
            lt(presentations.publishedAt, before.at),
            and(eq(presentations.publishedAt, before.at), lt(presentations.projectId, before.id)),
          ),
    ),
  )
    .orderBy(desc(presentations.publishedAt), desc(presentations.projectId))
    .limit(limit)

export async function findShownProject(db: DbOrTx, projectId: string): Promise<ShownProject | null> {
  const [row] = await selectShown(db, eq(presentations.projectId, projectId))
  return row ?? null
}

/** The schools of these projects: where they are, and their names where their own page is public. */
export const listShownSchools = (db: DbOrTx, projectIds: readonly string[]) =>
  projectIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          projectId: projectSchools.projectId,
          id: schools.id,
          town: schools.town,
          countryCode: schools.countryCode,
          name: sql<string | null>`case when ${schools.isPublic} then ${schools.name} end`,
        })
        .from(projectSchools)
        .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
        .where(
          and(
            inArray(projectSchools.projectId, [...projectIds]),
            isNull(projectSchools.leftAt),
            ne(schools.kind, 'office'),
          ),
        )
        .orderBy(asc(schools.countryCode), asc(schools.town), asc(schools.id))

export const listPresentationCitations = (db: DbOrTx, projectId: string) =>
  db
    .select({
      id: officialTexts.id,
      number: officialTexts.number,
      title: officialTexts.title,
      language: officialTexts.language,
    })
    .from(presentationCitations)
    .innerJoin(officialTexts, eq(officialTexts.id, presentationCitations.textId))
    .where(eq(presentationCitations.projectId, projectId))
    .orderBy(asc(officialTexts.date), asc(officialTexts.id))

/** In which countries and languages there is something to see. */
export async function listGalleryPlaces(db: DbOrTx) {
  const shown = db
    .select({ projectId: presentations.projectId, languages: projects.languages })
    .from(presentations)
    .innerJoin(projects, eq(projects.id, presentations.projectId))
    .where(isOut)
    .as('shown')
  const countries = await db
    .selectDistinct({ code: schools.countryCode })
    .from(shown)
    .innerJoin(projectSchools, and(eq(projectSchools.projectId, shown.projectId), isNull(projectSchools.leftAt)))
    .innerJoin(schools, and(eq(schools.id, projectSchools.schoolId), ne(schools.kind, 'office')))
  const languages = await db.selectDistinct({ code: sql<string>`unnest(${shown.languages})` }).from(shown)
  return {
    countries: countries.map(({ code }) => code).toSorted(),
    languages: languages.map(({ code }) => code).toSorted(),
  }
}
