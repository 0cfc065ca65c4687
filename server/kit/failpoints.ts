/**
 * For the fault tests alone (test/faults): a process that ends itself at one named point, as if it had been killed
 * there. A normal run has none, and asks at each point one undefined check.
 */
export const failpoints = [
  'before-write',
  'after-write',
  'after-commit',
  'after-ack',
  'mid-broadcast',
  'mid-snapshot',
  'mid-compaction',
  'mid-migration',
] as const
export type Failpoint = (typeof failpoints)[number]

export type Reached = (point: Failpoint) => void

/** SIGKILL when the point is reached for the nth time. No handler runs, and the call does not return. */
export function killAt({ point, nth }: { point: Failpoint; nth: number }): Reached {
  let count = 0
  return (reached) => {
    if (reached === point && ++count === nth) process.kill(process.pid, 'SIGKILL')
  }
}
