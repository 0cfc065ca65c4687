import type { IDBPDatabase } from 'idb'
import {
  deleteRecords,
  importKey,
  openDatabase,
  type OutboxRecord,
  type OutboxSchema,
  removeForgotten,
  seal,
  sealedRecords,
  unseal,
} from './sealed-records.ts'
import { forgetDocuments } from './kept-documents.ts'
import { forgetTabKey, tabKey } from './tab-key.ts'

/**
 * What this person wrote and the server has not yet stored, and nothing else: kept encrypted in the browser until it is
 * acknowledged (requirement R7). The key comes with the session and is never written down, so the next pupil at the
 * machine finds bytes without meaning.
 */

/** Something to keep: an update, or whatever else its owner can read again. */
export interface Kept {
  id: string
  update: Uint8Array
  changes: number
  /** Epoch of the content that the update belongs to; absent where it is not known. */
  epoch?: number
  /** Branch in which it was written: it goes into no other, and not into the page. */
  branch?: number
}

/** What words outlive that are not sent yet: the browser's end, a reload of the tab, or nothing. */
export type Keeping = 'device' | 'tab' | 'memory'

export interface Outbox {
  /** False on a shared device or where the browser has no encryption (plain http): closing the tab would lose them. */
  isKept: boolean
  keeping: Keeping
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

const tab = Math.random().toString(36).slice(2)
const tabLock = (name: string) => `preau-tab-${name}`
let isTabHeld = false

/** Held for the life of the tab: others see by it which records still have an owner. */
async function holdTab() {
  if (isTabHeld) return
  isTabHeld = true
  await new Promise<void>((held, refused) => {
    const life = navigator.locks.request(tabLock(tab), () => {
      held()
      return new Promise(() => {})
    })
    // Refused where storage is blocked.
    void Promise.resolve(life).catch(refused)
  }).catch((error: unknown) => {
    isTabHeld = false
    throw error
  })
}

async function tabsAlive() {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap((lock) => lock.name ?? []))
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
    keeping: 'memory',
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

const isAliveIn = (alive: ReadonlySet<string>) => (one: string) => one === tab || alive.has(tabLock(one))

function sealedOutbox(database: IDBPDatabase<OutboxSchema>, owner: OutboxOwner, key: CryptoKey): Outbox {
  const keeping = owner.isSharedDevice ? 'tab' : 'device'
  const ofTab = keeping === 'tab' ? ({ isOfTab: true } as const) : {}
  /** What does not open stays where it is: its key may come back, and only its owner lets go of it. */
  const open = async (record: OutboxRecord): Promise<Kept[]> => {
    const update = await unseal(record, key)
    if (update === null) return []
    // A full disk may refuse this: then another tab takes it over as well, and sends the same once more.
    await claim(database, record).catch(() => {})
    const { id, changes, epoch, branch } = record
    return [
      { id, update, changes, ...(epoch === undefined ? {} : { epoch }), ...(branch === undefined ? {} : { branch }) },
    ]
  }
  return {
    isKept: keeping === 'device',
    keeping,
    async adopt(address) {
      const alive = await tabsAlive()
      const records = await database.getAllFromIndex('records', 'byUser', owner.id)
      const left = records.filter(
        (one) => one.documentId === address && (one.tab === tab || !alive.has(tabLock(one.tab))),
      )
      return (await Promise.all(left.map(open))).flat()
    },
    async put(address, { update, ...kept }, instead = []) {
      const place = { ...kept, ...ofTab, userId: owner.id, documentId: address, tab, at: Date.now() }
      const record = await seal(place, update, key)
      const { store, done } = database.transaction('records', 'readwrite')
      await Promise.all([store.put(record), ...instead.map((id) => store.delete(id)), done])
    },
    async remove(ids) {
      const transaction = database.transaction('records', 'readwrite')
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done])
    },
  }
}

/**
 * Opens the outbox of one person: sealed by the key of their session, on a device of many by a key of this tab. Falls back
 * to memory where nothing may or can be kept.
 */
export async function openOutbox(owner: OutboxOwner): Promise<Outbox> {
  const hasEncryption = typeof crypto.subtle === 'object' && 'locks' in navigator && 'indexedDB' in globalThis
  const secret = owner.isSharedDevice ? hasEncryption && tabKey(owner.id) : owner.outboxKey
  if (!hasEncryption || typeof secret !== 'string') return memoryOutbox(owner.id)
  try {
    const key = await importKey(secret)
    await holdTab()
    const database = await openDatabase()
    void tabsAlive()
      .then((alive) => removeForgotten(database, isAliveIn(alive)))
      .catch(() => {})
    return sealedOutbox(database, owner, key)
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
  /** Whether its text is on the screen now. */
  isShown?(): boolean
}

const openHere = new Set<OpenDocument>()

/** Counts a document's unsent changes, and closes it at sign-out, until the returned function is called. */
export function registerOpen(document: OpenDocument) {
  openHere.add(document)
  return () => void openHere.delete(document)
}

/** Whose records: the key tells which of them can still be read. */
export type RecordOwner = Pick<OutboxOwner, 'id' | 'outboxKey'>

/** Changes of this person that other tabs, open or closed, still keep. What cannot be opened can never be sent: it does not count. */
async function keptElsewhere(owner: RecordOwner): Promise<number> {
  const { opening, ofTabs } = await sealedRecords(owner)
  // Of other tabs on a device of many only those that are open can still send.
  const alive = ofTabs.length === 0 ? new Set<string>() : await tabsAlive()
  const sendable = [...opening, ...ofTabs.filter((record) => alive.has(tabLock(record.tab)))]
  return sendable.filter((record) => record.tab !== tab).reduce((sum, record) => sum + record.changes, 0)
}

const openOf = (userId: string) => [...openHere].filter((document) => document.userId === userId)

/** Whether this person looks at a document of theirs in this tab. */
export const isShownHere = (userId: string) => openOf(userId).some((document) => document.isShown?.() === true)

/** What this person wrote in this browser and no server has stored yet: of this tab, and what other tabs keep. */
export async function unsentChanges(owner: RecordOwner): Promise<number> {
  const here = openOf(owner.id).reduce((sum, document) => sum + document.unsentChanges(), 0)
  return here + (await keptElsewhere(owner))
}

/**
 * Sign-out: closes the person's documents in this tab and erases their records, on a device of many all that any tab
 * sealed. Others' stay sealed for them, and so does what this person's key does not open.
 */
export async function wipeLocal(owner: RecordOwner) {
  for (const document of openOf(owner.id)) {
    openHere.delete(document)
    document.destroy()
  }
  inMemory.delete(owner.id)
  forgetTabKey()
  await forgetDocuments()
  const { opening, ofTabs } = await sealedRecords(owner)
  await deleteRecords([...opening, ...ofTabs].map((record) => record.id))
}

/** How many things this person wrote here that their key does not open: another one sealed them. */
export async function countUnopened(owner: RecordOwner): Promise<number> {
  return (await sealedRecords(owner)).closed.length
}

/** The person lets go of them. */
export async function removeUnopened(owner: RecordOwner) {
  const { closed } = await sealedRecords(owner)
  await deleteRecords(closed.map((record) => record.id))
}
