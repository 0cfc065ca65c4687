import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type RunReport, runSeed } from './scenario.ts'

interface SimulationReport {
  seeds: number
  /** Seeds in which something did not hold, with what it was and what came before. */
  failed: Pick<RunReport, 'seed' | 'violations' | 'last'>[]
  /** Time that passed in the simulated worlds. */
  virtualMs: number
  events: number
  tokens: number
  acks: number
  refusals: number
}

interface SimulationSettings {
  seeds: number
  from: number
  say?: (line: string) => void
}

const nothing = (): SimulationReport => ({
  ...{ seeds: 0, failed: [], virtualMs: 0, events: 0, tokens: 0, acks: 0, refusals: 0 },
})
const failuresKept = 20
const toldEvery = 1_000

/** So many seeds from one on, one after the other, in this process. */
export async function simulate({ seeds, from, say }: SimulationSettings): Promise<SimulationReport> {
  let sum = nothing()
  for (let seed = from; seed < from + seeds; seed++) {
    sum = add(sum, ofOne(await runSeed(seed)))
    if (sum.seeds % toldEvery === 0) say?.(`${sum.seeds} seeds, ${sum.failed.length} failed`)
  }
  return sum
}

/** The same, shared between processes: one for each processor. */
export async function simulationRun({ seeds, from, say }: SimulationSettings): Promise<SimulationReport> {
  const shares = Math.min(availableParallelism(), Math.ceil(seeds / toldEvery))
  const share = Math.ceil(seeds / shares)
  const parts = Array.from({ length: shares }, (_, at) => ({
    from: from + at * share,
    seeds: Math.min(share, seeds - at * share),
  }))
  const reports = await Promise.all(parts.map((part) => inAnotherProcess(part, say)))
  return reports.reduce(add, nothing())
}

function inAnotherProcess({ seeds, from }: SimulationSettings, say?: (line: string) => void) {
  return new Promise<SimulationReport>((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'share.ts'), [String(seeds), String(from)], {
      execArgv: ['--import', 'tsx'],
    })
    let report: SimulationReport | null = null
    child.on('message', (message: { line: string } | { report: SimulationReport }) => {
      if ('line' in message) say?.(`from ${from}: ${message.line}`)
      else report = message.report
    })
    child.once('exit', (code) => (report === null ? reject(new Error(`a share ended: ${code}`)) : resolve(report)))
  })
}

function ofOne({ seed, violations, last, ...counts }: RunReport): SimulationReport {
  const { virtualMs, events, tokens, acks, refusals } = counts
  const failed = violations.length > 0 ? [{ seed, violations: violations.slice(0, 5), last }] : []
  return { seeds: 1, failed, virtualMs, events, tokens, acks, refusals }
}

function add(a: SimulationReport, b: SimulationReport): SimulationReport {
  return {
    seeds: a.seeds + b.seeds,
    failed: [...a.failed, ...b.failed].slice(0, failuresKept),
    virtualMs: a.virtualMs + b.virtualMs,
    events: a.events + b.events,
    tokens: a.tokens + b.tokens,
    acks: a.acks + b.acks,
    refusals: a.refusals + b.refusals,
  }
}
