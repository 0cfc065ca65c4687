import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { runQuery } from '#db/prepared.ts'
import { readId, request } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { classAtWork } from './class-at-work.ts'
import { at } from './directory-questions.ts'
import { questionsOf } from './europe-questions.ts'
import type { Size } from './europe.ts'

/*
 * The built product on the same data, asked over HTTP with sign-in, rights, paces and all: what a request takes beside one that
 * reads nothing of the network, what memory the process has, and a class that writes meanwhile.
 */

interface SignedIn {
  cookie: string
  userId: string
}
interface Prepared {
  teachers: SignedIn[]
  /** Of an offer of their own. */
  offering: (SignedIn & { offerId: string })[]
  /** In twelve open projects. */
  busy: SignedIn[]
  lesson: { projectId: string; owner: SignedIn; pupils: SignedIn[] }
  paths: string[]
}

/** An account may look at so much in a minute: many of them ask in turns. */
const mostTeachers = 600
const pupils = 30

async function signInAll(db: Db, userIds: readonly string[]): Promise<SignedIn[]> {
  const made = userIds.map((userId) => {
    const secret = randomBytes(32).toString('base64url')
    return { userId, secret, id: createHash('sha256').update(secret).digest('hex') }
  })
  await db.execute(sql`insert into sessions (id, user_id, expires_at, ends_at, is_shared_device)
    select id, "userId", now() + interval '50 minutes', now() + interval '3 hours', true
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as s(id text, "userId" uuid)`)
  return made.map(({ userId, secret }) => ({ userId, cookie: `session=${secret}` }))
}

const idsOf = async (db: Db, query: ReturnType<typeof sql>) =>
  (await runQuery<{ id: string }>(db, query)).map(({ id }) => id)

/** Twelve projects for each of some, beside whoever teaches there. */
async function makeBusy(db: Db): Promise<string[]> {
  const ids = await idsOf(db, sql`select id from directory_people order by id limit 20`)
  for (const [place, id] of ids.entries())
    await db.execute(sql`
      with project as (select id from projects where kind = 'european' order by id offset ${place * 12}::int limit 12),
        place as (insert into project_schools (project_id, school_id, standing)
          select project.id, u.school_id, 'partner' from project, users u where u.id = ${id}::uuid on conflict do nothing)
      select 1`)
  for (const [place, id] of ids.entries())
    await db.execute(sql`insert into members (project_id, user_id, school_id, role, position)
      select p.id, u.id, u.school_id, 'teacher', 500
      from (select id from projects where kind = 'european' order by id offset ${place * 12}::int limit 12) p, users u
      where u.id = ${id}::uuid on conflict do nothing`)
  return ids
}

async function makeLesson(db: Db) {
  const [owner] = await runQuery<{ projectId: string; userId: string; schoolId: string }>(
    db,
    sql`select project_id as "projectId", user_id as "userId", school_id as "schoolId" from members where role = 'owner' order by 1 limit 1`,
  )
  if (!owner) throw new Error('no project has an owner')
  const ids = Array.from({ length: pupils }, () => crypto.randomUUID())
  await db.execute(sql`with one as (select id::uuid as id, row_number() over () as n from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) id),
      pupil as (insert into users (id, school_id, kind, display_name, pseudonym)
        select id, ${owner.schoolId}::uuid, 'pupil', 'Pupil ' || n, 'Badger ' || n from one)
    insert into members (project_id, user_id, school_id, role, position)
      select ${owner.projectId}::uuid, id, ${owner.schoolId}::uuid, 'pupil', 100 + n from one`)
  const [signedIn] = await signInAll(db, [owner.userId])
  if (!signedIn) throw new Error('nobody is signed in')
  return { projectId: owner.projectId, owner: signedIn, pupils: await signInAll(db, ids) }
}

function pathsOf(size: Size, schools: { id: string; country: string }[]): string[] {
  const kinds = questionsOf(size, schools, 60).filter(({ page, questions }) => page === 1 && questions.length > 0)
  const pathOf = (list: string, q: string, filters: string[][]) => {
    const names: Record<string, string> = { c: 'country', s: 'subject', a: 'age' }
    const parts = filters.flatMap(([filter = '']) => {
      const name = names[filter.charAt(0)]
      const value = filter.slice(2)
      return name === undefined ? [] : [`&${name}=${name === 'country' ? value.toUpperCase() : value}`]
    })
    return `/api/directory/${list}?q=${encodeURIComponent(q)}${parts.join('')}`
  }
  return Array.from({ length: 60 }, (_none, place) =>
    kinds.flatMap(({ list, questions }) =>
      questions.slice(place, place + 1).map(({ q, filters }) => pathOf(list, q, filters)),
    ),
  ).flat()
}

export async function prepareServed(db: Db, size: Size, schools: { id: string; country: string }[]): Promise<Prepared> {
  const teachers = await idsOf(db, sql`select id from directory_people order by rank limit ${mostTeachers}::int`)
  const offers = await runQuery<{ id: string; userId: string }>(
    db,
    sql`select id, user_id as "userId" from offers order by id limit 200`,
  )
  const signedIn = await signInAll(
    db,
    offers.map(({ userId }) => userId),
  )
  return {
    teachers: await signInAll(db, teachers),
    offering: signedIn.map((one, place) => ({ ...one, offerId: offers[place]?.id ?? '' })),
    busy: await signInAll(db, await makeBusy(db)),
    lesson: await makeLesson(db),
    paths: pathsOf(size, schools),
  }
}

const memoryOf = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024)

/** Whoever was too fast waits: that is none of the time. */
async function ask(origin: string, path: string, { cookie }: SignedIn): Promise<number> {
  for (;;) {
    const from = performance.now()
    const answer = await fetch(`${origin}${path}`, { headers: { Cookie: cookie } })
    await answer.text()
    if (answer.ok) return performance.now() - from
    if (answer.status !== 429) throw new Error(`${path}: ${answer.status}`)
    await new Promise((done) => setTimeout(done, 500))
  }
}

type Asking = () => { path: string; who: SignedIn }

async function askAll(origin: string, asking: Asking, { flight, until }: { flight: number; until: () => boolean }) {
  const took: number[] = []
  const work = async () => {
    while (!until()) {
      const { path, who } = asking()
      took.push(await ask(origin, path, who))
    }
  }
  await Promise.all(Array.from({ length: flight }, work))
  return took
}

function inTurn<T>(list: readonly T[]): () => T {
  let place = 0
  return () => {
    const one = list[place++ % list.length]
    if (one === undefined) throw new Error('nobody is there to ask')
    return one
  }
}

const figures = (took: readonly number[]) =>
  `p50 ${at(took, 0.5).toFixed(1)}, p95 ${at(took, 0.95).toFixed(1)} ms of ${took.length}`
const forSeconds = (seconds: number) => {
  const end = performance.now() + seconds * 1000
  return () => performance.now() > end
}

interface Served extends Prepared {
  dataDir: string
  databaseUrl: string | undefined
  flight: number
}

export async function measureServed({ dataDir, databaseUrl, flight, ...prepared }: Served) {
  const variables = { SECRET_KEY: randomBytes(32).toString('base64') }
  const server = await serverProcess({ dataDir, variables, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    await server.start()
    const { origin } = server
    const { teachers, offering, busy, lesson, paths } = prepared
    const [teacher, path] = [inTurn(teachers), inTurn(paths)]
    const looking: Asking = () => ({ path: path(), who: teacher() })
    const only =
      (of: string, whom: () => SignedIn): Asking =>
      () => ({ path: of, who: whom() })
    console.log(`started: RSS ${memoryOf(server.pid())} MB`)
    // The first request of a day is noted, and one a minute: that is of the sign-in and not of the network.
    for (const one of [...teachers, ...offering, ...busy]) await ask(origin, '/api/session', one)
    const offer = inTurn(offering)
    const matching: Asking = () => {
      const { offerId, ...who } = offer()
      return { path: `/api/offers/${offerId}/matches`, who }
    }
    for (const [name, asking, seconds] of [
      ['session', only('/api/session', teacher), 10],
      ['directory', looking, 30],
      ['matches', matching, 15],
      ['news', only('/api/news', teacher), 10],
      ['home', only('/api/me/home', teacher), 15],
      ['home, twelve projects', only('/api/me/home', inTurn(busy)), 8],
    ] as const) {
      const took = await askAll(origin, asking, { flight, until: forSeconds(seconds) })
      console.log(`${name.padEnd(24)} ${figures(took)}; RSS ${memoryOf(server.pid())} MB`)
    }
    const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Keys' }] }] }
    const draft = { kind: 'page', title: 'Keys', access: 'project', content }
    const room = readId(
      await request(origin, lesson.owner, 'POST', `/api/projects/${lesson.projectId}/documents`, draft),
    )
    await besideALesson(origin, room, lesson.pupils, looking, flight)
    console.log(`in the end: RSS ${memoryOf(server.pid())} MB`)
  } finally {
    await server.dispose()
  }
}

const lessonSeconds = 20

async function besideALesson(origin: string, room: string, people: SignedIn[], looking: Asking, flight: number) {
  const cookies = people.map(({ cookie }) => cookie)
  const lesson = await classAtWork(origin, room, cookies)
  try {
    await new Promise((done) => setTimeout(done, 5_000))
    lesson.spread()
    await new Promise((done) => setTimeout(done, lessonSeconds * 1000))
    const alone = lesson.spread()
    console.log(`a class alone: ${alone.words}`)
    const took = await askAll(origin, looking, { flight, until: forSeconds(lessonSeconds) })
    const beside = lesson.spread()
    const times = (beside.p99 / Math.max(1, alone.p99)).toFixed(1)
    console.log(`with the directory beside it: ${beside.words}, p99 ${times} times; the directory ${figures(took)}`)
  } finally {
    lesson.end()
  }
}
