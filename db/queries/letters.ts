import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { awards } from '../schema/awards.ts'
import { campaigns } from '../schema/campaigns.ts'
import { letters, letterTemplates } from '../schema/letters.ts'
import { regions, schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import { users } from '../schema/users.ts'
import type { LetterKind, Locale } from '../schema/values.ts'

export type TemplateRow = typeof letterTemplates.$inferSelect

/** The school year of a day, as `schoolYear` in `server/team` counts: they begin in August. */
export const yearOfDay = sql`extract(year from ${awards.awardedOn} - interval '7 months')::int`

/**
 * What schools of a country got in a school year and still have: that of the campaign, or else of the day. The scheme says what
 * it is of; who is named is for the letter to say.
 */
export const listAwardsOfYear = (db: DbOrTx, { countryCode, year }: { countryCode: string; year: number }) =>
  db
    .select({
      id: awards.id,
      scheme: awards.scheme,
      projectId: awards.projectId,
      schoolId: awards.schoolId,
      regionId: awards.regionId,
      shown: awards.shown,
      place: awards.place,
      ageClass: awards.ageClass,
    })
    .from(awards)
    .leftJoin(campaigns, eq(campaigns.id, awards.campaignId))
    .where(
      and(
        isNull(awards.withdrawnAt),
        sql`coalesce(${campaigns.year}, ${yearOfDay}) = ${year}::int`,
        sql`(${awards.countryCode} = ${countryCode} or ${awards.shown}->'schools' @> ${JSON.stringify([{ countryCode }])}::jsonb)`,
      ),
    )
    .orderBy(asc(awards.awardedOn), asc(awards.id))
export type AwardOfYear = Awaited<ReturnType<typeof listAwardsOfYear>>[number]

const idsIn = (ids: readonly string[]) => sql`any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

/** Where these schools are, and who heads each of them on a day. */
export async function listLetterSchools(
  db: DbOrTx,
  { ids, countryCode, day }: { ids: readonly string[]; countryCode: string; day: string },
) {
  const head = db
    .select({ name: users.displayName })
    .from(terms)
    .innerJoin(users, eq(users.id, terms.userId))
    .where(
      and(
        eq(terms.schoolId, schools.id),
        eq(terms.post, 'head'),
        lte(terms.fromDate, day),
        or(isNull(terms.toDate), gt(terms.toDate, day)),
      ),
    )
    .limit(1)
  return db
    .select({
      id: schools.id,
      name: schools.name,
      town: schools.town,
      address: schools.address,
      regionId: schools.regionId,
      head: sql<string | null>`(${head})`,
    })
    .from(schools)
    .where(and(eq(schools.countryCode, countryCode), sql`${schools.id} = ${idsIn(ids)}`))
    .orderBy(asc(schools.name), asc(schools.id))
}
export type LetterSchool = Awaited<ReturnType<typeof listLetterSchools>>[number]

/** At which school each of these people is. */
export const listSchoolsOfPeople = (db: DbOrTx, ids: readonly string[]) =>
  db
    .select({ id: users.id, schoolId: users.schoolId })
    .from(users)
    .where(sql`${users.id} = ${idsIn(ids)}`)

/** Without its files, which are large. */
const columns = {
  ...{ id: letters.id, officeId: letters.officeId, year: letters.year, templateId: letters.templateId },
  ...{ regionId: letters.regionId, schoolId: letters.schoolId, state: letters.state, data: letters.data },
  ...{ hash: letters.hash, preparedAt: letters.preparedAt, signedAt: letters.signedAt, sentAt: letters.sentAt },
  ...{ sentWay: letters.sentWay, replaces: letters.replaces },
}

const selectLetters = (db: DbOrTx) =>
  db
    .select({
      letter: columns,
      kind: letterTemplates.kind,
      language: letterTemplates.language,
      title: letterTemplates.title,
      body: letterTemplates.body,
      region: regions.name,
      school: schools.name,
      town: schools.town,
      /** Where the addressee is, for who looks after one region. */
      placeId: sql<string | null>`coalesce(${letters.regionId}, ${schools.regionId})`,
      signer: users.displayName,
    })
    .from(letters)
    .innerJoin(letterTemplates, eq(letterTemplates.id, letters.templateId))
    .leftJoin(regions, eq(regions.id, letters.regionId))
    .leftJoin(schools, eq(schools.id, letters.schoolId))
    .leftJoin(users, eq(users.id, letters.signedBy))
export type LetterFound = Awaited<ReturnType<typeof selectLetters>>[number]

/** Those of a year, by whom they go to; the newest of each first. */
export const listLetters = (db: DbOrTx, officeId: string, year: number): Promise<LetterFound[]> =>
  selectLetters(db)
    .where(and(eq(letters.officeId, officeId), eq(letters.year, year)))
    .orderBy(
      sql`array_position(array['rector', 'head', 'mayor'], ${letterTemplates.kind})`,
      sql`coalesce(${regions.name}, ${schools.name})`,
      desc(letters.preparedAt),
      asc(letters.id),
    )

export async function findLetter(db: DbOrTx, letterId: string): Promise<LetterFound | null> {
  const [row] = await selectLetters(db).where(eq(letters.id, letterId))
  return row ?? null
}

/** The same, held until the transaction ends. */
export async function lockLetter(tx: Tx, letterId: string): Promise<LetterFound | null> {
  await tx.select({ id: letters.id }).from(letters).where(eq(letters.id, letterId)).for('update')
  return findLetter(tx, letterId)
}

export async function insertLetter(tx: Tx, row: typeof letters.$inferInsert): Promise<string> {
  const [made] = await tx.insert(letters).values(row).returning({ id: letters.id })
  if (!made) throw new Error('a letter was not stored')
  return made.id
}

export async function updateLetter(tx: Tx, id: string, change: Partial<typeof letters.$inferInsert>): Promise<void> {
  await tx.update(letters).set(change).where(eq(letters.id, id))
}

/** One that nobody signed. */
export async function deleteLetter(tx: Tx, id: string): Promise<void> {
  await tx.delete(letters).where(and(eq(letters.id, id), isNull(letters.signedAt)))
}

export async function findLetterFiles(db: DbOrTx, letterId: string) {
  const [row] = await db.select({ pdf: letters.pdf, docx: letters.docx }).from(letters).where(eq(letters.id, letterId))
  return row ?? null
}

/** The newest version of each kind and language that the office has. */
export const listTemplates = (db: DbOrTx, officeId: string): Promise<TemplateRow[]> =>
  db
    .selectDistinctOn([letterTemplates.kind, letterTemplates.language])
    .from(letterTemplates)
    .where(eq(letterTemplates.officeId, officeId))
    .orderBy(asc(letterTemplates.kind), asc(letterTemplates.language), desc(letterTemplates.version))

export async function findTemplate(
  db: DbOrTx,
  { officeId, kind, language }: { officeId: string; kind: LetterKind; language: Locale },
): Promise<TemplateRow | null> {
  const [row] = await db
    .select()
    .from(letterTemplates)
    .where(
      and(
        eq(letterTemplates.officeId, officeId),
        eq(letterTemplates.kind, kind),
        eq(letterTemplates.language, language),
      ),
    )
    .orderBy(desc(letterTemplates.version))
    .limit(1)
  return row ?? null
}

/** The versions of one, the newest first, with who wrote them. */
export const listTemplateVersions = (
  db: DbOrTx,
  { officeId, kind, language, limit }: { officeId: string; kind: LetterKind; language: Locale; limit: number },
) =>
  db
    .select({
      version: letterTemplates.version,
      title: letterTemplates.title,
      body: letterTemplates.body,
      createdAt: letterTemplates.createdAt,
      author: users.displayName,
    })
    .from(letterTemplates)
    .leftJoin(users, eq(users.id, letterTemplates.createdBy))
    .where(
      and(
        eq(letterTemplates.officeId, officeId),
        eq(letterTemplates.kind, kind),
        eq(letterTemplates.language, language),
      ),
    )
    .orderBy(desc(letterTemplates.version))
    .limit(limit)

export async function insertTemplate(tx: Tx, row: typeof letterTemplates.$inferInsert): Promise<TemplateRow> {
  const [made] = await tx.insert(letterTemplates).values(row).returning()
  if (!made) throw new Error('a template was not stored')
  return made
}
