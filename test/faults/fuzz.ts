import type { Experiment } from './experiment.ts'
import { frameKinds } from './hostile/frames.ts'
import { hostileRun } from './hostile/hostile-run.ts'

const framesOfEachKind = 10_000

/** Hostile bytes into a room in which two write (reliability.md T10). No database is in it: one target is enough. */
export const fuzz: Experiment = {
  name: 'fuzz',
  targets: ['embedded'],
  async run({ seed, times = framesOfEachKind, say }) {
    const report = await hostileRun({ frames: times, seed, say })
    const { violations, blocks, valid, closed, refused, longestMs } = report
    return {
      isGood: violations.length === 0 && blocks.length === 0,
      sentence:
        `${report.frames} hostile frames of ${frameKinds.length} kinds: ${closed} sockets closed, ${refused} refusals, ` +
        `${valid} valid by chance, ${violations.length} that changed what they must not, ` +
        `${blocks.length} that held the loop for over 50 ms (longest ${Math.round(longestMs)} ms)`,
      report: { ...report, violations: violations.slice(0, 20), blocks: blocks.slice(0, 20) },
    }
  },
}
