import type { Experiment } from './experiment.ts'
import { rawRun } from './raw/raw-run.ts'

const defaultRequests = 10_000
const longestHeldMs = 250
const mostGrownMegabytes = 20
/** Below this a p99 says more of the machine than of the server. */
const smallestP99Ms = 50

/** Raw bytes on raw sockets, broken off anywhere, beside a lesson: a stranger who stops the server, or only slows it down. */
export const raw: Experiment = {
  name: 'raw',
  targets: ['embedded'],
  async run({ seed, times = defaultRequests, say }) {
    const report = await rawRun({ seed, requests: times, say })
    const { deaths, unheard, heldMs, grownMegabytes, lessonMs, lost } = report
    return {
      isGood:
        deaths + unheard + lost === 0 &&
        report.answered > report.requests / 4 &&
        heldMs.meanwhile < longestHeldMs &&
        grownMegabytes <= mostGrownMegabytes &&
        lessonMs.meanwhile <= 2 * Math.max(lessonMs.quiet, smallestP99Ms),
      sentence:
        `${report.requests} requests, ${report.answered} of them answered: ${deaths} deaths, ${unheard} errors nobody heard, the loop held ` +
        `for ${heldMs.meanwhile} ms at most (${heldMs.quiet} without), ${grownMegabytes} MB more afterwards, stored within ` +
        `${lessonMs.meanwhile} ms (p99) for who wrote beside it, ${lessonMs.quiet} without, ${lost} words lost.`,
      report,
    }
  },
}
