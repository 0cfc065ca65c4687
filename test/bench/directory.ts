import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { seedReference } from '#db/seed/reference.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { makeFigures } from '#server/figures/count.ts'
import { startPostgres } from '#test/helpers/tools.mjs'
import { measureQuestions } from './directory-questions.ts'
import { measureServed, prepareServed } from './directory-served.ts'
import { fillEurope } from './europe-fill.ts'
import { questionsOf } from './europe-questions.ts'
import { offersOf, type Size, sizes } from './europe.ts'

/**
 * The network of teachers at a size: `tsx test/bench/directory.ts [--size small|france|europe] [--postgres] [--flight 50]`. Rows
 * come in through the product's own tables and are looked through by its own work; then its own search is asked beside the best
 * bare SELECT over the same index, in turns; a day of figures is counted; and the built product, started on the same data, is
 * asked over HTTP, and its memory is read, and a class writes beside it. It prints and judges nothing.
 */

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    postgres: { type: 'boolean', default: false },
    flight: { type: 'string' },
    each: { type: 'string', default: '100' },
    /** Parts to leave out: questions, figures, served. */
    without: { type: 'string', default: '' },
  },
})
const size = (Object.keys(sizes) as Size[]).find((one) => one === flags.size) ?? 'small'
const flight = Number(flags.flight ?? (flags.postgres ? 50 : 5))
const without = new Set(flags.without.split(','))
const now = () => new Date()

const load = () =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')
const since = (from: number) => ((performance.now() - from) / 1000).toFixed(1)

const store = flags.postgres ? await startPostgres() : null
if (flags.postgres && !store) throw new Error('no Postgres was found: apt-get install postgresql')
const dataDir = await mkdtemp(join(tmpdir(), 'preau-directory-'))
const quiet = { info: () => undefined, warn: () => undefined, fatal: console.error }
const open = () => openDatabase({ databaseUrl: store?.url, dataDir, log: quiet })

async function fillAndAsk() {
  const { db, kind, close } = await open()
  try {
    await migrateDatabase(db)
    await seedReference(db)
    const { people, schools: houses, projects } = sizes[size]
    console.log(
      `${size}, ${store ? 'Postgres' : 'embedded'}, ${flight} in flight: ${people} people, ${houses} schools, ${projects} projects, ${offersOf(size)} offers; load ${load()}`,
    )
    const from = performance.now()
    const schools = await fillEurope(db, size, (part, seconds) => console.log(`  ${part}: ${seconds.toFixed(1)} s`))
    console.log(`written in ${since(from)} s`)
    const looked = performance.now()
    await keepUpWithAll({ db, now, database: kind })
    console.log(`looked through in ${since(looked)} s; loaded in ${since(from)} s; load ${load()}`)
    await db.execute(sql`vacuum (analyze)`)
    if (!without.has('questions')) {
      await measureQuestions(db, questionsOf(size, schools, Number(flags.each)), { flight, now })
      console.log(`load ${load()}`)
    }
    if (!without.has('figures')) {
      const began = performance.now()
      await makeFigures({ db, now }, '2026-11-30', true)
      console.log(`a day of figures in ${since(began)} s; load ${load()}`)
    }
    return await prepareServed(db, size, schools)
  } finally {
    await close()
  }
}

try {
  const prepared = await fillAndAsk()
  if (!without.has('served')) await measureServed({ ...prepared, dataDir, databaseUrl: store?.url, flight })
  console.log(`load ${load()}`)
} finally {
  await store?.stop()
  await rm(dataDir, { recursive: true, force: true })
}
