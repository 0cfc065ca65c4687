import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { allRead } from '#test/helpers/directory.ts'
import {
  madeNews,
  madeOffers,
  madePeople,
  type MadePerson,
  madeProjects,
  madeSchools,
  type Size,
  sizes,
} from './europe.ts'
import { lands } from './europe-lands.ts'

/*
 * Writes a Europe that never was through the product's own tables, so many rows in a statement: what the database notes of it
 * for the directory is noted as ever. What hangs on a row and is alike in all is made in the database.
 */

const atOnce = 1_000

async function inPieces<T>(rows: Iterable<T>, store: (piece: string) => Promise<unknown>): Promise<void> {
  let piece: T[] = []
  for (const row of rows) {
    if (piece.push(row) < atOnce) continue
    await store(JSON.stringify(piece))
    piece = []
  }
  if (piece.length > 0) await store(JSON.stringify(piece))
}

/** Of each country one, and of Europe: without it nobody there is in the directory. */
async function fillOffices(db: Db) {
  for (const { country, timeZone } of [...lands, { country: null, timeZone: 'Europe/Brussels' }])
    await db.execute(sql`with office as (insert into schools (kind, name, town, country_code, time_zone)
        values ('office', 'Office', 'Capital', ${country ?? 'BE'}, ${timeZone}) returning id)
      insert into offices (school_id, country_code, opened_on) select id, ${country}, '2020-01-01' from office`)
}

/** Each in a region of its country, where it has some, with four holidays a year. */
async function fillSchools(db: Db, size: Size) {
  const kept: { id: string; country: string }[] = []
  const rows = function* () {
    let at = 0
    for (const school of madeSchools(size)) {
      kept.push({ id: school.id, country: school.country })
      yield { ...school, at: at++ }
    }
  }
  await inPieces(rows(), (piece) =>
    db.execute(sql`
      with place as (select id, country_code, row_number() over (partition by country_code order by name) - 1 as n,
          count(*) over (partition by country_code) as all_of_it from regions where closed_on is null),
        made as (insert into schools (id, name, town, country_code, region_id, time_zone, levels, is_public, is_vouched)
          select s.id, s.name, s.town, s.country, place.id, s."timeZone", array['isced.2'], s.at % 3 > 0, true
          from jsonb_to_recordset(${piece}::jsonb) as s(id uuid, name text, town text, country text, "timeZone" text, at int)
          left join place on place.country_code = s.country and place.n = s.at % place.all_of_it returning id)
      insert into school_holidays (school_id, from_date, to_date, name)
        select id, '2026-10-17'::date + week * 63, '2026-11-01'::date + week * 63, 'Holidays ' || week from made, generate_series(0, 3) week`),
  )
  return kept
}

const fillPeople = (db: Db, people: Iterable<MadePerson>) =>
  inPieces(people, (piece) =>
    db.execute(sql`
      with one as (select * from jsonb_to_recordset(${piece}::jsonb)
          as p(id uuid, "schoolId" uuid, name text, subjects jsonb, ages jsonb, languages jsonb, interests text)),
        person as (insert into users (id, school_id, kind, display_name, last_seen_on, created_at)
          select id, "schoolId", 'staff', name, '2026-11-20', '2024-09-01' from one returning id),
        post as (insert into terms (user_id, school_id, post, from_date) select id, "schoolId", 'teacher', '2024-09-01' from one)
      insert into profiles (user_id, subjects, age_from, age_to, languages, interests, visible, is_listed, changed_at)
        select id, array(select jsonb_array_elements_text(subjects)), (ages->>0)::int, (ages->>1)::int, languages, interests,
          ${JSON.stringify(allRead)}::jsonb, true, now() from one`),
  )

const fillOffers = (db: Db, size: Size, people: Iterable<MadePerson>) =>
  inPieces(madeOffers(size, people), (piece) =>
    db.execute(sql`
      insert into offers (id, user_id, state, kind, title, words, age_from, age_to, pupils, languages, subjects, countries, from_date,
          to_date, hours, rhythm, created_at, changed_at)
        select id, "userId", 'open', kind, title, words, (ages->>0)::int, (ages->>1)::int, pupils, languages,
          array(select jsonb_array_elements_text(subjects)), array(select jsonb_array_elements_text(countries)), "fromDate", "toDate",
          hours, 'monthly', "createdAt", "createdAt"
        from jsonb_to_recordset(${piece}::jsonb) as o(id uuid, "userId" uuid, kind text, title text, words text, ages jsonb, pupils int,
          languages jsonb, subjects jsonb, countries jsonb, "fromDate" date, "toDate" date, hours jsonb, "createdAt" timestamptz)`),
  )

const pupilsOfEach = 5

/** With a teacher and some pupils of both schools, channels, and two pages in which some wrote. */
async function fillProjects(db: Db, size: Size, schools: { id: string; country: string }[]) {
  await inPieces(madeProjects(size, schools), (piece) =>
    db.execute(sql`
      with one as (select * from jsonb_to_recordset(${piece}::jsonb) as p(id uuid, title text, "schoolIds" jsonb, subjects jsonb, languages jsonb)),
        project as (insert into projects (id, kind, state, name, cover, languages, subjects, age_from, age_to, created_at, opened_at)
          select id, 'european', 'open', title, 1, array(select jsonb_array_elements_text(languages)),
            array(select jsonb_array_elements_text(subjects)), 8, 14, '2026-09-14', '2026-09-20' from one)
      insert into project_schools (project_id, school_id, standing, joined_at)
        select distinct one.id, school::uuid, 'founder', '2026-09-14'::timestamptz from one, jsonb_array_elements_text("schoolIds") school`),
  )
  // One connection: of the pupils a table is made for a moment.
  await db.transaction(async (tx) => {
    for (const statement of [
      `insert into project_state_changes (project_id, state, at) select id, 'open', opened_at from projects where opened_at is not null`,
      `insert into members (project_id, user_id, school_id, role, position, joined_at)
      select ps.project_id, teacher.id, ps.school_id, case when place.n = 1 then 'owner' else 'teacher' end, place.n, ps.joined_at
      from (select *, row_number() over (partition by project_id order by school_id) as n from project_schools) place
      join project_schools ps using (project_id, school_id)
      cross join lateral (select id from users u where u.school_id = ps.school_id and u.kind = 'staff' order by id limit 1) teacher`,
      `create temp table pupil as select gen_random_uuid() as id, project_id, school_id, n, row_number() over (partition by project_id) + 2 as place
      from project_schools, generate_series(1, ${pupilsOfEach}) n`,
      `insert into users (id, school_id, kind, display_name, pseudonym, created_at)
      select id, school_id, 'pupil', 'Pupil ' || n, 'Otter ' || n, '2026-09-14' from pupil`,
      `insert into members (project_id, user_id, school_id, role, position, joined_at)
      select project_id, id, school_id, 'pupil', place, '2026-09-15' from pupil`,
      `drop table pupil`,
      `insert into channels (project_id, kind) select projects.id, of.kind from projects, unnest(array['project', 'teachers', 'forum']) of(kind)`,
      `insert into documents (project_id, kind, title, access, created_at, changed_at)
      select id, 'page', 'Page ' || page, 'project', '2026-09-20', '2026-11-01' from projects, generate_series(1, 2) page`,
      `insert into contributions (document_id, client_id, user_id, first_at)
      select d.id, m.position, m.user_id, '2026-10-01'::timestamptz + m.position * interval '1 day'
      from documents d join members m on m.project_id = d.project_id where m.position <= 5`,
    ])
      await tx.execute(sql.raw(statement))
  })
}

const fillNews = (db: Db, size: Size) =>
  inPieces(madeNews(size), (piece) =>
    db.execute(sql`
      with one as (select * from jsonb_to_recordset(${piece}::jsonb)
          as n(id uuid, country text, kind text, "publishedAt" timestamptz, title text, body text)),
        told as (insert into news (id, office_id, kind, country_code, state, from_date, created_at, changed_at, published_at)
          select id, school_id, kind, country, 'published', "publishedAt"::date, "publishedAt", "publishedAt", "publishedAt"
          from one join offices on country_code = country)
      insert into news_texts (news_id, language, title, body) select id, language, title, body from one, unnest(array['fr', 'en']) language`),
  )

/** Says how long each part took. */
export async function fillEurope(db: Db, size: Size, said: (part: string, seconds: number) => void) {
  const part = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const done = await work()
    said(name, (performance.now() - from) / 1000)
    return done
  }
  await fillOffices(db)
  const schools = await part(`${sizes[size].schools} schools`, () => fillSchools(db, size))
  await part(`${sizes[size].people} people`, () => fillPeople(db, madePeople(size, schools)))
  await part(`${sizes[size].projects} projects`, () => fillProjects(db, size, schools))
  await part('offers', () => fillOffers(db, size, madePeople(size, schools)))
  await part(`${sizes[size].news} news`, () => fillNews(db, size))
  await part('analysed', () => db.execute(sql`analyze`))
  return schools
}
