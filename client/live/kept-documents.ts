import { type DBSchema, openDB } from 'idb'
import { deviceStorage } from '#client/storage.ts'

/**
 * The pages that somebody read last, kept on a device that is their own, so that they can be read without a line. Nothing is
 * kept on a device of many, and sign-out takes all of it away.
 */

export interface KeptDocument {
  documentId: string
  userId: string
  title: string
  at: number
  /** The ydoc as one update. */
  state: Uint8Array
}

interface KeptSchema extends DBSchema {
  documents: { key: string; value: KeptDocument }
}

const databaseName = 'preau-kept'
/** A few days of lessons; more is a copy of everything. */
const mostKept = 12

const open = () =>
  openDB<KeptSchema>(databaseName, 1, {
    upgrade(database) {
      database.createObjectStore('documents', { keyPath: 'documentId' })
    },
  })

/** Where storage is blocked or full there is nothing to be had from it, and all else goes on. */
async function attempt<T>(work: (database: Awaited<ReturnType<typeof open>>) => Promise<T>, otherwise: T): Promise<T> {
  try {
    const database = await open()
    try {
      return await work(database)
    } finally {
      database.close()
    }
  } catch {
    return otherwise
  }
}

export const keepDocument = (kept: KeptDocument) =>
  attempt(async (database) => {
    await database.put('documents', kept)
    const all = await database.getAll('documents')
    const old = all.toSorted((one, other) => other.at - one.at).slice(mostKept)
    for (const { documentId } of old) await database.delete('documents', documentId)
  }, undefined)

/** Newest first. */
export const keptDocuments = () =>
  attempt(async (database) => {
    const all = await database.getAll('documents')
    return all.toSorted((one, other) => other.at - one.at)
  }, [])

/** Because it is gone, or no longer for this person. */
export const forgetDocument = (documentId: string) =>
  attempt((database) => database.delete('documents', documentId), undefined)

/** All that is not this person's; without one, all. */
export async function forgetDocuments(except: string | null = null): Promise<void> {
  // Opened, it would be made: a device of many has not even an empty one.
  if (deviceStorage.get(placeKey) !== 'own') return
  await attempt(async (database) => {
    for (const { documentId, userId } of await database.getAll('documents'))
      if (userId !== except) await database.delete('documents', documentId)
  }, undefined)
}

const placeKey = 'preau-device'

/** Whether the device is one's own, as was said at the last sign-in: a start without a line cannot ask. Names nobody. */
export function deviceKind(): 'own' | 'shared' | 'unknown' {
  const kind = deviceStorage.get(placeKey)
  return kind === 'own' || kind === 'shared' ? kind : 'unknown'
}

/** Said by each session. What lay there of others goes, and all of it where the device is one of many. */
export async function noteDevice(user: { id: string; isSharedDevice: boolean } | null): Promise<void> {
  await forgetDocuments(user === null || user.isSharedDevice ? null : user.id)
  if (user !== null) deviceStorage.set(placeKey, user.isSharedDevice ? 'shared' : 'own')
}
