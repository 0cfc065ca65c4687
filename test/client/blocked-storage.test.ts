import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** A browser whose owner has blocked storage: already its name throws. */

const refuse = () => {
  throw new DOMException('denied', 'SecurityError')
}
const names = ['localStorage', 'sessionStorage', 'indexedDB'] as const

beforeEach(() => {
  vi.resetModules()
  for (const name of names) Object.defineProperty(globalThis, name, { configurable: true, get: refuse })
  vi.stubGlobal('navigator', { onLine: true, locks: { request: async () => refuse(), query: async () => refuse() } })
})
afterEach(() => {
  for (const name of names) Reflect.deleteProperty(globalThis, name)
  vi.unstubAllGlobals()
})

it('reading comfort chosen without storage holds for as long as the page is open', async () => {
  const { readReading, storeReading } = await import('#client/session/reading.ts')
  expect(readReading()).toEqual({ size: 'm', spacing: 'normal' })
  storeReading({ size: 'xl', spacing: 'wide' })
  expect(readReading()).toEqual({ size: 'xl', spacing: 'wide' })
})

it('a new project is drafted without storage, and forgotten when it is founded', async () => {
  const { emptyDraft, forgetDraft, readDraft, storeDraft } = await import('#client/projects/project-draft.ts')
  storeDraft({ ...emptyDraft('fr'), name: 'Rivières' })
  expect(readDraft('fr', '').name).toBe('Rivières')
  forgetDraft()
  expect(readDraft('fr', '').name).toBe('')
})

it.each([false, true])(
  'what one writes without storage is kept in memory (device of many: %s)',
  async (isSharedDevice) => {
    const { openOutbox, unsentChanges, wipeLocal } = await import('#client/live/outbox.ts')
    const person = { id: randomUUID(), outboxKey: 'a'.repeat(43), isSharedDevice }
    const outbox = await openOutbox(person)
    expect(outbox.keeping).toBe('memory')
    const kept = { id: randomUUID(), update: new Uint8Array([1]), changes: 1 }
    await outbox.put('page', kept)
    expect(await outbox.adopt('page')).toMatchObject([{ id: kept.id }])
    expect(await unsentChanges(person)).toBe(0)
    await wipeLocal(person)
    expect(await outbox.adopt('page')).toEqual([])
  },
)
