import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/* The records of the outbox as they lie in this browser: whose they are can be read, what they say cannot. */

export interface OutboxRecord {
  id: string
  userId: string
  documentId: string
  /** Tab that answers for it; a record whose tab is gone is taken over by whoever opens the document next. */
  tab: string
  changes: number
  /** Epoch of the content that the update belongs to; records of earlier releases name none. */
  epoch?: number
  /** Branch in which it was written; absent where it was free. */
  branch?: number
  /** Sealed by a tab's own key, on a device of many: no other tab can ever open it. */
  isOfTab?: true
  at: number
  iv: Uint8Array<ArrayBuffer>
  sealed: ArrayBuffer
}

export interface OutboxSchema extends DBSchema {
  records: { key: string; value: OutboxRecord; indexes: { byUser: string } }
}

type Place = Pick<OutboxRecord, 'userId' | 'documentId'>

const databaseName = 'preau-outbox'

export function openDatabase() {
  return openDB<OutboxSchema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore('records', { keyPath: 'id' }).createIndex('byUser', 'userId')
    },
  })
}

export function importKey(outboxKey: string) {
  const binary = atob(outboxKey.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

const bound = ({ userId, documentId }: Place) => new TextEncoder().encode(`${userId}/${documentId}`)

export async function seal(place: Omit<OutboxRecord, 'iv' | 'sealed'>, bytes: Uint8Array, key: CryptoKey) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: bound(place) }
  return { ...place, iv, sealed: await crypto.subtle.encrypt(algorithm, key, new Uint8Array(bytes)) }
}

/** Null where another key sealed it. */
export async function unseal(record: OutboxRecord, key: CryptoKey): Promise<Uint8Array | null> {
  const algorithm = { name: 'AES-GCM', iv: record.iv, additionalData: bound(record) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, record.sealed))
  } catch {
    return null
  }
}

interface FoundRecords {
  opening: OutboxRecord[]
  closed: OutboxRecord[]
  /** Sealed by the key of a tab, this one or another. */
  ofTabs: OutboxRecord[]
}

/** All records of one person in this browser: those that their key opens, and those that it does not. */
export async function sealedRecords({ id, outboxKey }: { id: string; outboxKey: string }) {
  const found: FoundRecords = { opening: [], closed: [], ofTabs: [] }
  if (!('indexedDB' in globalThis) || typeof crypto.subtle !== 'object') return found
  try {
    const database = await openDatabase()
    const records = await database.getAllFromIndex('records', 'byUser', id)
    database.close()
    found.ofTabs = records.filter(({ isOfTab }) => isOfTab)
    const key = await importKey(outboxKey)
    for (const record of records) {
      if (record.isOfTab) continue
      ;((await unseal(record, key)) === null ? found.closed : found.opening).push(record)
    }
    return found
  } catch {
    // No storage, nothing kept.
    return found
  }
}

const dayMs = 86_400_000

/** What a tab sealed that was closed a day ago can be read by nobody. */
export async function removeForgotten(database: IDBPDatabase<OutboxSchema>, isAlive: (tab: string) => boolean) {
  const records = await database.getAll('records')
  const gone = records.filter(({ isOfTab, tab, at }) => isOfTab && !isAlive(tab) && Date.now() - at > dayMs)
  await deleteRecords(gone.map(({ id }) => id))
}

export async function deleteRecords(ids: readonly string[]) {
  if (ids.length === 0) return
  try {
    const database = await openDatabase()
    const transaction = database.transaction('records', 'readwrite')
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done])
    database.close()
  } catch {
    // No storage, nothing kept.
  }
}
