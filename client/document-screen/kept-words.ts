import type { LiveDocument } from '#client/live/use-live-document.ts'

/** What is true of words that are not sent yet: how long this device keeps them. */
export function keptWords({ saved, keeping }: LiveDocument) {
  const place = saved.kind === 'deviceOnly' && !saved.isKept && keeping === 'device' ? 'memory' : keeping
  return ({ device: 'document.offlineKept', tab: 'document.offlineTab', memory: 'document.offlineMemory' } as const)[
    place
  ]
}
