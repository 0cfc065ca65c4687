import type { Outbox } from './outbox.ts'
import type { LiveStatus } from './status.ts'
import type { Saved, Unsent } from './unsent.ts'

/** Without an acknowledgement for so long it is said that the server's disk does not answer. */
export const lateMs = 3_000

/** What a person sees of their words. A reader may still wait for what was taken before they became one. */
export function savedNow(unsent: Unsent, { kind }: LiveStatus, outbox: Outbox | null): Saved {
  const changes = unsent.changes()
  if (changes === 0) return { kind: 'saved' }
  const isOn = kind === 'live' || kind === 'connecting' || kind === 'readOnly'
  if (!isOn) return { kind: 'deviceOnly', changes, isKept: outbox?.isKept ?? false }
  return unsent.waitedMs() >= lateMs ? { kind: 'late', changes } : { kind: 'sending' }
}
