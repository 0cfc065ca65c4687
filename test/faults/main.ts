import { parseArgs } from 'node:util'
import { startPostgres } from '#test/helpers/tools.mjs'
import { alone } from './alone/alone.ts'
import { backup } from './backup.ts'
import { chat } from './chat/chat.ts'
import { contents } from './contents.ts'
import { control } from './control.ts'
import { disk } from './disk.ts'
import type { Experiment, Outcome, Target } from './experiment.ts'
import { failpoints } from './failpoints.ts'
import { flips } from './flips.ts'
import { fuzz } from './fuzz.ts'
import { kill } from './kill.ts'
import { postgres } from './postgres.ts'
import { power, powerControl } from './power/power-run.ts'
import { raw } from './raw.ts'
import { revocation } from './revocation.ts'
import { ruling } from './ruling.ts'
import { stalled } from './stalled.ts'
import { simulation } from './simulation/experiment.ts'
import { waiting } from './waiting.ts'

// npm run faults [-- --only kill,disk --kills 100 --writers 30 --times 20 --database embedded|server|both --seed 1]
// Prints one line of JSON and one sentence for each experiment on each database; ends with 1 where one went wrong.
const experiments: Experiment[] = [
  kill,
  waiting,
  alone,
  chat,
  control,
  failpoints,
  postgres,
  disk,
  stalled,
  revocation,
  ruling,
  flips,
  fuzz,
  raw,
  power,
  powerControl,
  simulation,
  contents,
  backup,
]

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: experiments.map((one) => one.name).join(',') },
    kills: { type: 'string', default: '100' },
    writers: { type: 'string', default: '30' },
    times: { type: 'string' },
    database: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    quiet: { type: 'boolean', default: false },
  },
})
const settings = {
  kills: Number(values.kills),
  writers: Number(values.writers),
  ...(values.times === undefined ? {} : { times: Number(values.times) }),
  seed: Number(values.seed),
  say: values.quiet ? () => undefined : (line: string) => console.log(`  ${line}`),
}

/** Of an error's message, which may carry a whole log. */
const wordsKept = 600

let isGood = true
for (const name of values.only.split(',')) {
  const experiment = experiments.find((one) => one.name === name)
  if (!experiment) throw new Error(`${name} is none of ${experiments.map((one) => one.name).join(', ')}`)
  for (const target of experiment.targets)
    if (values.database === 'both' || values.database === target) await carryOut(experiment, target)
}
process.exit(isGood ? 0 : 1)

async function carryOut(experiment: Experiment, name: Target['name']): Promise<void> {
  console.log(`${experiment.name}, ${name} database, seed ${settings.seed}`)
  const startedAt = performance.now()
  const { isGood: wasGood, sentence, report } = await outcomeOf(experiment, name)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  console.log(JSON.stringify({ experiment: experiment.name, database: name, seed: settings.seed, seconds, ...report }))
  console.log(`${wasGood ? 'good' : 'WRONG'}: ${sentence}`)
  isGood &&= wasGood
}

/** An experiment that breaks off went wrong; the others are carried out all the same. */
async function outcomeOf(experiment: Experiment, name: Target['name']): Promise<Outcome> {
  const store = name === 'server' ? await startPostgres() : null
  if (name === 'server' && !store) throw new Error('no Postgres was found: apt-get install postgresql')
  try {
    return await experiment.run(settings, store ? { name, databaseUrl: store.url, postgres: store } : { name })
  } catch (error) {
    return {
      isGood: false,
      sentence: `broke off: ${(error instanceof Error ? error.message : String(error)).slice(0, wordsKept)}`,
      report: {},
    }
  } finally {
    await store?.stop()
  }
}
