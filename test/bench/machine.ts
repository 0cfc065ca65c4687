import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'

/**
 * How busy the whole machine is, where the system says so (Linux): what is not ours disturbs what is measured, most of all
 * the latencies. Null elsewhere.
 */
export function busyMs(): number | null {
  try {
    const [, user, nice, system, , , irq, soft, steal] = (
      /^cpu .*$/m.exec(readFileSync('/proc/stat', 'utf8')) ?? ['']
    )[0]
      .split(/\s+/)
      .map(Number)
    const ticks = [user, nice, system, irq, soft, steal].reduce<number>((sum, one) => sum + (one ?? 0), 0)
    return ticks * 10
  } catch {
    return null
  }
}

export const coreCount = () => cpus().length
