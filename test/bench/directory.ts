import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { type Db, openDatabase } from '#db/client.ts'
import { searchList } from '#db/queries/directory-search.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { profiles } from '#db/schema/profiles.ts'
import { projects, projectSchools } from '#db/schema/projects.ts'
import { schools } from '#db/schema/schools.ts'
import { users } from '#db/schema/users.ts'
import { seedReference } from '#db/seed/reference.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { all, filtersAsked, questionAt, readWords } from '#server/search/question.ts'
import { search } from '#server/search/search.ts'
import { createShares } from '#server/search/shares.ts'
import { startPostgres } from '#test/helpers/tools.mjs'
import { type MadePerson, madePeople, madeProjects, madeSchools, questionsOf, type Size, sizes } from './europe.ts'

/**
 * The directory at a size: `tsx test/bench/directory.ts [--size small|france|europe] [--postgres] [--flight 50]`. Rows come in
 * through the product's own tables and are looked through by its own work. Of each kind of question it prints p50 and p95 in ms
 * beside the best bare SELECT over the same index (twenty rows, in no order) in the same run, in turns.
 */

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    postgres: { type: 'boolean', default: false },
    flight: { type: 'string', default: '50' },
    each: { type: 'string', default: '100' },
  },
})
const size = (Object.keys(sizes) as Size[]).find((one) => one === flags.size) ?? 'small'
const flight = Number(flags.flight)
const now = () => new Date('2026-12-01T09:00:00Z')
const atOnce = 500

async function inPieces<T>(rows: Iterable<T>, store: (piece: T[]) => Promise<unknown>): Promise<T[]> {
  const kept: T[] = []
  let piece: T[] = []
  for (const row of rows) {
    kept.push(row)
    if (piece.push(row) < atOnce) continue
    await store(piece)
    piece = []
  }
  if (piece.length > 0) await store(piece)
  return kept
}

const visible = { name: 'all', subjects: 'all', ages: 'all', languages: 'all', interests: 'all', about: 'all' } as const

async function fill(db: Db): Promise<MadePerson[]> {
  const made = await inPieces(madeSchools(size), (piece) =>
    db.insert(schools).values(
      piece.map(({ id, name, town, country }) => ({
        ...{ id, name, town },
        countryCode: country,
        timeZone: 'UTC',
        isPublic: true,
      })),
    ),
  )
  const people = await inPieces(madePeople(size, made), (piece) =>
    db.transaction(async (tx) => {
      await tx
        .insert(users)
        .values(piece.map(({ id, schoolId, name }) => ({ id, schoolId, kind: 'staff' as const, displayName: name })))
      await tx.insert(profiles).values(
        piece.map(({ id, subjects, ages: [ageFrom, ageTo], languages, interests }) => ({
          ...{ userId: id, subjects, ageFrom, ageTo, languages, interests, visible },
          ...{ isListed: true, changedAt: now() },
        })),
      )
    }),
  )
  await inPieces(madeProjects(size, made), (piece) =>
    db.transaction(async (tx) => {
      const rest = { kind: 'european', state: 'open', cover: 1, ageFrom: 8, ageTo: 14 } as const
      await tx
        .insert(projects)
        .values(piece.map(({ id, title, subjects, languages }) => ({ ...rest, id, name: title, subjects, languages })))
      const places = piece.flatMap(({ id, schoolIds }) =>
        [...new Set(schoolIds)].map((schoolId) => ({ projectId: id, schoolId, standing: 'founder' as const })),
      )
      await tx.insert(projectSchools).values(places)
    }),
  )
  return people
}

async function timed<T>(questions: readonly T[], ask: (question: T) => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  const rest = [...questions]
  const work = async () => {
    for (let question = rest.pop(); question !== undefined; question = rest.pop()) {
      const from = performance.now()
      await ask(question)
      took.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: flight }, work))
  return took.toSorted((one, other) => one - other)
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
const shown = (ms: number) => ms.toFixed(1).padStart(7)
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)

async function measure(db: Db, people: readonly MadePerson[]) {
  const shares = await createShares().of(db, 'people', now())
  const kinds = questionsOf(people, `questions of ${size}`, Number(flags.each))
  const mix: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  console.log('kind                    ours p50     p95   bare p50     p95   p95 ratio')
  for (const { kind, questions } of kinds) {
    const bareOne = ({ q, filters }: (typeof questions)[number]) => {
      const keys = readWords(q)
      const asked = all([keys.length === 0 ? '' : (questionAt('words', keys, []) ?? ''), filtersAsked(filters)])
      return db.execute(sql`select id from directory_people where words @@ ${asked}::tsquery limit 20`)
    }
    const ourOne = ({ q, filters }: (typeof questions)[number]) =>
      search({ db, shares }, { list: 'people', keys: readWords(q), filters }, { after: null, limit: 21 })
    await timed(questions.slice(0, flight), bareOne)
    await timed(questions.slice(0, flight), ourOne)
    const [bare, ours] = [await timed(questions, bareOne), await timed(questions, ourOne)]
    mix.ours.push(...ours)
    mix.bare.push(...bare)
    print(kind, ours, bare)
  }
  const [ours, bare] = [mix.ours.toSorted((a, b) => a - b), mix.bare.toSorted((a, b) => a - b)]
  print('all of them', ours, bare)
  await searchList(db, 'people', { asked: '', after: null, limit: 20 })
}

function print(kind: string, ours: number[], bare: number[]) {
  const ratio = (at(ours, 0.95) / at(bare, 0.95)).toFixed(2)
  const figures = [at(ours, 0.5), at(ours, 0.95), at(bare, 0.5), at(bare, 0.95)].map(shown).join(' ')
  console.log(`${kind.padEnd(22)} ${figures}   ${ratio}`)
}

const store = flags.postgres ? await startPostgres() : null
if (flags.postgres && !store) throw new Error('no Postgres was found: apt-get install postgresql')
const dataDir = await mkdtemp(join(tmpdir(), 'preau-directory-'))
const quiet = { info: () => undefined, warn: () => undefined, fatal: console.error }
const { db, close } = await openDatabase({ databaseUrl: store?.url, dataDir, log: quiet })
try {
  await migrateDatabase(db)
  await seedReference(db)
  const from = performance.now()
  const people = await fill(db)
  const { schools: schoolCount, projects: projectCount } = sizes[size]
  console.log(
    `${size}, ${store ? 'Postgres' : 'embedded'}, ${flight} in flight, load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}`,
  )
  console.log(
    `${people.length} people, ${schoolCount} schools, ${projectCount} projects: written in ${seconds(from)} s`,
  )
  const looked = performance.now()
  await keepUpWithAll({ db, now })
  console.log(`looked through in ${seconds(looked)} s; RSS ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
  await measure(db, people)
  console.log(
    `load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}`,
  )
} finally {
  await close()
  await store?.stop()
  await rm(dataDir, { recursive: true, force: true })
}
