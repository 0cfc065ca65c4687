import type { Experiment } from '../experiment.ts'
import { simulationRun } from './run.ts'

const defaultSeeds = 10_000
const hourMs = 3_600_000

/** The relay alone in a simulated world, from this seed on (reliability.md T28). */
export const simulation: Experiment = {
  name: 'simulation',
  targets: ['embedded'],
  async run({ seed, times: seeds = defaultSeeds, say }) {
    const report = await simulationRun({ seeds, from: seed, say })
    const failed = report.failed.map((one) => one.seed)
    const isGood = failed.length === 0
    const hours = Math.round(report.virtualMs / hourMs)
    const verdict = isGood ? 'nothing that must hold did not' : `these went wrong: ${failed.join(', ')}`
    const sentence = `${report.seeds} simulated runs, ${hours} hours of ${report.tokens} words and ${report.acks} acknowledgements: ${verdict}.`
    return { isGood, sentence, report: { ...report, failed } }
  },
}
