import { type DBSchema, openDB } from 'idb'

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

/** All records of one person in this browser: those that their key opens, and those that it does not. */
export async function sealedRecords({ id, outboxKey }: { id: string; outboxKey: string }) {
  const found: { opening: OutboxRecord[]; closed: OutboxRecord[] } = { opening: [], closed: [] }
  if (!('indexedDB' in globalThis) || typeof crypto.subtle !== 'object') return found
  try {
    const key = await importKey(outboxKey)
    const database = await openDatabase()
    const records = await database.getAllFromIndex('records', 'byUser', id)
    database.close()
    for (const record of records) ((await unseal(record, key)) === null ? found.closed : found.opening).push(record)
    return found
  } catch {
    // No storage, nothing kept.
    return found
  }
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
