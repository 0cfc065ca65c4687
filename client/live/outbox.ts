import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * What this person wrote and the server has not yet stored, and nothing else: kept encrypted in the browser until it is
 * acknowledged (requirement R7). The key comes with the session and is never written down, so the next pupil at the
 * machine finds bytes without meaning.
 */

interface OutboxRecord {
  id: string
  userId: string
  documentId: string
  /** Tab that answers for it; a record whose tab is gone is taken over by whoever opens the document next. */
  tab: string
  changes: number
  /** Epoch of the content that the update belongs to; records of earlier releases name none. */
  epoch?: number
  at: number
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

interface OutboxSchema extends DBSchema {
  records: { key: string; value: OutboxRecord; indexes: { byUser: string } }
}

/** Something to keep: an update, or whatever else its owner can read again. */
export interface Kept {
  id: string
  update: Uint8Array
  changes: number
  /** Epoch of the content that the update belongs to; absent where it is not known. */
  epoch?: number
}

export interface Outbox {
  /** False on a shared device or where the browser has no encryption (plain http): then memory is all there is. */
  isKept: boolean
  /** Takes over what closed tabs, and earlier visits in this one, left at this address. */
  adopt(address: string): Promise<Kept[]>
  /** Keeps it at this address, and in the same moment lets go of others. */
  put(address: string, kept: Kept, instead?: string[]): Promise<void>
  remove(ids: string[]): Promise<void>
}

export interface OutboxOwner {
  id: string
  outboxKey: string
  isSharedDevice: boolean
}

const databaseName = 'preau-outbox'
const tab = Math.random().toString(36).slice(2)
const tabLock = (name: string) => `preau-tab-${name}`
let isTabHeld = false

function openDatabase() {
  return openDB<OutboxSchema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore('records', { keyPath: 'id' }).createIndex('byUser', 'userId')
    },
  })
}

/** Held for the life of the tab: others see by it which records still have an owner. */
async function holdTab() {
  if (isTabHeld) return
  isTabHeld = true
  await new Promise<void>((held) => {
    void navigator.locks.request(tabLock(tab), () => {
      held()
      return new Promise(() => {})
    })
  })
}

async function tabsAlive() {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap((lock) => lock.name ?? []))
}

function fromBase64Url(text: string) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** What cannot be written down lives as long as the tab, by person. */
const inMemory = new Map<string, Map<string, Kept & { address: string }>>()

function memoryOutbox(userId: string): Outbox {
  const records = () => {
    const own = inMemory.get(userId) ?? new Map<string, Kept & { address: string }>()
    inMemory.set(userId, own)
    return own
  }
  const remove = async (ids: string[]) => ids.forEach((id) => records().delete(id))
  return {
    isKept: false,
    adopt: async (address) => [...records().values()].filter((one) => one.address === address),
    async put(address, kept, instead = []) {
      records().set(kept.id, { ...kept, address })
      await remove(instead)
    },
    remove,
  }
}

/** From now on this tab answers for it; what was changed or removed while it was opened stays as it is now. */
async function claim(database: IDBPDatabase<OutboxSchema>, record: OutboxRecord) {
  const { store, done } = database.transaction('records', 'readwrite')
  const now = await store.get(record.id)
  const isSame = now !== undefined && now.iv.every((byte, at) => byte === record.iv[at])
  await Promise.all([isSame ? store.put({ ...record, tab }) : null, done])
}

function sealedOutbox(database: IDBPDatabase<OutboxSchema>, owner: OutboxOwner, key: CryptoKey): Outbox {
  const bound = (address: string) => new TextEncoder().encode(`${owner.id}/${address}`)
  return {
    isKept: true,
    async adopt(address) {
      const alive = await tabsAlive()
      const records = await database.getAllFromIndex('records', 'byUser', owner.id)
      const left = records.filter(
        (one) => one.documentId === address && (one.tab === tab || !alive.has(tabLock(one.tab))),
      )
      const opened = await Promise.all(
        left.map(async (record): Promise<Kept[]> => {
          try {
            const algorithm = { name: 'AES-GCM', iv: record.iv, additionalData: bound(address) }
            const update = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, record.sealed))
            await claim(database, record)
            const { id, changes, epoch } = record
            return [{ id, update, changes, ...(epoch === undefined ? {} : { epoch }) }]
          } catch {
            // Sealed with a key that is no longer given out: nobody can read it again.
            await database.delete('records', record.id)
            return []
          }
        }),
      )
      return opened.flat()
    },
    async put(address, { update, ...kept }, instead = []) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const algorithm = { name: 'AES-GCM', iv, additionalData: bound(address) }
      const sealed = await crypto.subtle.encrypt(algorithm, key, new Uint8Array(update))
      const { store, done } = database.transaction('records', 'readwrite')
      const record = { ...kept, userId: owner.id, documentId: address, tab, at: Date.now(), iv, sealed }
      await Promise.all([store.put(record), ...instead.map((id) => store.delete(id)), done])
    },
    async remove(ids) {
      const transaction = database.transaction('records', 'readwrite')
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done])
    },
  }
}

/** Opens the outbox of one person; falls back to memory where nothing may or can be kept. */
export async function openOutbox(owner: OutboxOwner): Promise<Outbox> {
  const hasEncryption = typeof crypto.subtle === 'object' && 'locks' in navigator && 'indexedDB' in globalThis
  if (owner.isSharedDevice || !hasEncryption) return memoryOutbox(owner.id)
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64Url(owner.outboxKey), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
    await holdTab()
    return sealedOutbox(await openDatabase(), owner, key)
  } catch {
    // Private windows and full disks refuse storage; writing goes on in memory, and the status says so.
    return memoryOutbox(owner.id)
  }
}

/** A document open in this tab, as sign-out sees it. Registered here so that the shell need not load Yjs. */
interface OpenDocument {
  userId: string
  unsentChanges(): number
  destroy(): void
}

const openHere = new Set<OpenDocument>()

/** Counts a document's unsent changes, and closes it at sign-out, until the returned function is called. */
export function registerOpen(document: OpenDocument) {
  openHere.add(document)
  return () => void openHere.delete(document)
}

/** Changes of this person that other tabs, open or closed, still keep. */
async function keptElsewhere(userId: string): Promise<number> {
  if (!('indexedDB' in globalThis)) return 0
  try {
    const database = await openDatabase()
    const records = await database.getAllFromIndex('records', 'byUser', userId)
    database.close()
    return records.filter((record) => record.tab !== tab).reduce((sum, record) => sum + record.changes, 0)
  } catch {
    return 0
  }
}

const openOf = (userId: string) => [...openHere].filter((document) => document.userId === userId)

/** What this person wrote in this browser and no server has stored yet: of this tab, and what other tabs keep. */
export async function unsentChanges(userId: string): Promise<number> {
  const here = openOf(userId).reduce((sum, document) => sum + document.unsentChanges(), 0)
  return here + (await keptElsewhere(userId))
}

/** Sign-out: closes the person's documents in this tab and erases their records. Others' stay sealed for them. */
export async function wipeLocal(userId: string) {
  for (const document of openOf(userId)) {
    openHere.delete(document)
    document.destroy()
  }
  inMemory.delete(userId)
  if (!('indexedDB' in globalThis)) return
  try {
    const database = await openDatabase()
    const transaction = database.transaction('records', 'readwrite')
    const ids = await transaction.store.index('byUser').getAllKeys(userId)
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done])
    database.close()
  } catch {
    // No storage, nothing kept.
  }
}
