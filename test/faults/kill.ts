import { parseArgs } from 'node:util'
import { startPostgres } from '#test/helpers/tools.mjs'
import { killRun, type KillReport } from './kill-run.ts'

// npm run faults [-- --kills 100 --writers 30 --database embedded|server|both --seed 1]
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    writers: { type: 'string', default: '10' },
    database: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const settings = {
  kills: Number(values.kills),
  writers: Number(values.writers),
  everyMs: 100,
  seed: Number(values.seed),
  say: (line: string) => console.log(`  ${line}`),
}

let isGood = true
if (values.database !== 'server') await run('embedded', () => killRun(settings))
if (values.database !== 'embedded') await run('server', onPostgres)
process.exit(isGood ? 0 : 1)

async function onPostgres(): Promise<KillReport> {
  const postgres = await startPostgres()
  if (!postgres) throw new Error('no Postgres was found: apt-get install postgresql')
  try {
    return await killRun({ ...settings, databaseUrl: postgres.url })
  } finally {
    await postgres.stop()
  }
}

async function run(name: string, start: () => Promise<KillReport>): Promise<void> {
  console.log(`kill -9 on the ${name} database, seed ${settings.seed}`)
  const report = await start()
  const isClean =
    report.lost.length + report.doubled.length + report.outOfOrder.length + report.unequal + report.pending === 0
  isGood &&= isClean
  console.log(JSON.stringify(report))
}
