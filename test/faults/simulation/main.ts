import { parseArgs } from 'node:util'
import { simulationRun } from './run.ts'
import { runSeed } from './scenario.ts'

// npx tsx test/faults/simulation/main.ts --seeds 20000 --from 1
// npx tsx test/faults/simulation/main.ts --seed 367 --trace
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
})

const lastLines = 60
const isGood = values.seed === undefined ? await many() : await one(Number(values.seed))
process.exitCode = isGood ? 0 : 1

async function one(seed: number): Promise<boolean> {
  const { last, violations, ...report } = await runSeed(seed, values.trace ? 1_000_000 : lastLines)
  if (values.trace || violations.length > 0) console.log(last.join('\n'))
  console.log({ ...report, violations })
  return violations.length === 0
}

async function many(): Promise<boolean> {
  const startedAt = performance.now()
  const { failed, ...counts } = await simulationRun({
    ...{ seeds: Number(values.seeds), from: Number(values.from) },
    say: (line) => console.log(line),
  })
  for (const { seed, violations, last } of failed) {
    console.log(last.join('\n'))
    console.log(`seed ${seed}:`, violations)
  }
  console.log({
    ...counts,
    failed: failed.map(({ seed }) => seed),
    seconds: Math.round((performance.now() - startedAt) / 1000),
  })
  return failed.length === 0
}
