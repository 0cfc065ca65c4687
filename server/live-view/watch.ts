import { type DocumentRow, listDocuments } from '#db/queries/documents.ts'
import { listGroups } from '#db/queries/groups.ts'
import { listMembers } from '#db/queries/members.ts'
import { Damaged } from '../content/integrity.ts'
import type { Deps } from '../kit/context.ts'
import { Followed, type SeenLine } from './followed.ts'

/** However many look, a project is looked at so often. */
const lookEveryMs = 1_000
/** Who is in which group, and which documents there are, is asked for so often. */
const factsEveryMs = 5_000
/** Who has not asked for so long is gone. A screen asks at least each fifteen seconds. */
const forgottenAfterMs = 40_000
const documentsShown = 3
const linesShown = 3

export interface SeenGroup {
  id: string
  name: string
  /** Those that were touched last. */
  documents: { id: string; kind: DocumentRow['kind']; title: string; changedAt: Date }[]
  /** The latest first. */
  lines: SeenLine[]
  /** Members of the group who are somewhere in the project now. */
  present: string[]
  size: number
  /** The last change in any of its documents; null where it has none. */
  changedAt: Date | null
}

type WatchDeps = Pick<Deps, 'db' | 'rooms' | 'now' | 'log'>

interface Facts {
  readAt: number
  groups: { id: string; name: string; members: string[]; documents: DocumentRow[] }[]
  documentIds: string[]
}

/** All groups of one project, seen from far while somebody looks; shared by all who do. */
export class ProjectWatch {
  readonly #deps: WatchDeps
  readonly #projectId: string
  readonly #onLeft: () => void
  readonly #lookers = new Map<string, number>()
  readonly #followed = new Map<string, Followed>()
  #facts: Facts | null = null
  #seen: { at: number; groups: SeenGroup[]; key: string } | null = null
  #looking: Promise<SeenGroup[]> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(deps: WatchDeps, projectId: string, onLeft: () => void) {
    this.#deps = deps
    this.#projectId = projectId
    this.#onLeft = onLeft
  }

  /** What there is to see, a second old at most. Who asked hears of changes for a while. */
  async groups(userId: string): Promise<SeenGroup[]> {
    this.#lookers.set(userId, this.#now())
    this.#startSoon()
    const seen = this.#seen
    if (seen !== null && this.#now() - seen.at < lookEveryMs) return seen.groups
    return this.#look()
  }

  stop(): void {
    clearTimeout(this.#timer)
    for (const followed of this.#followed.values()) followed.stop()
    this.#followed.clear()
    this.#onLeft()
  }

  #now(): number {
    return this.#deps.now().getTime()
  }

  #startSoon(): void {
    this.#timer ??= setTimeout(() => void this.#turn(), lookEveryMs).unref()
  }

  /** Looks, and tells who looks on where something is new. Ends where nobody does. */
  async #turn(): Promise<void> {
    this.#timer = undefined
    const now = this.#now()
    for (const [userId, at] of this.#lookers) if (now - at > forgottenAfterMs) this.#lookers.delete(userId)
    if (this.#lookers.size === 0) return this.stop()
    const before = this.#seen?.key
    try {
      await this.#look()
      if (this.#seen?.key !== before)
        this.#deps.rooms.tell(new Set(this.#lookers.keys()), { topic: 'live', id: this.#projectId })
    } catch (error) {
      this.#deps.log.warn({ err: error, projectId: this.#projectId }, 'a project could not be looked at')
      return this.stop()
    }
    this.#startSoon()
  }

  #look(): Promise<SeenGroup[]> {
    this.#looking ??= this.#lookNow().finally(() => (this.#looking = null))
    return this.#looking
  }

  async #lookNow(): Promise<SeenGroup[]> {
    const at = this.#now()
    const facts = await this.#freshFacts()
    const present = this.#present(facts)
    const groups = await Promise.all(facts.groups.map((group) => this.#group(group, present)))
    const key = JSON.stringify(groups)
    this.#seen = { at, groups, key }
    return groups
  }

  async #freshFacts(): Promise<Facts> {
    const now = this.#now()
    if (this.#facts !== null && now - this.#facts.readAt < factsEveryMs) return this.#facts
    const { db } = this.#deps
    const [groups, members, rows] = await Promise.all([
      listGroups(db, this.#projectId),
      listMembers(db, this.#projectId),
      listDocuments(db, this.#projectId),
    ])
    const there = rows.filter((row) => row.state !== 'removed')
    this.#facts = {
      readAt: now,
      documentIds: there.map((row) => row.id),
      groups: groups.map(({ id, name }) => ({
        id,
        name,
        members: members.filter((member) => member.groupId === id).map((member) => member.userId),
        documents: there.filter((row) => row.groupId === id).slice(0, documentsShown),
      })),
    }
    this.#forgetOthers(this.#facts)
    return this.#facts
  }

  #forgetOthers({ groups }: Facts): void {
    const shown = new Set(groups.flatMap(({ documents }) => documents.map((row) => row.id)))
    for (const [id, followed] of this.#followed) {
      if (shown.has(id)) continue
      followed.stop()
      this.#followed.delete(id)
    }
  }

  #present({ documentIds }: Facts): Set<string> {
    const { rooms } = this.#deps
    const inDocuments = documentIds.flatMap((documentId) => rooms.present({ documentId }))
    return new Set([...inDocuments, ...rooms.present({ projectId: this.#projectId })])
  }

  async #group({ documents, members, ...group }: Facts['groups'][number], present: Set<string>): Promise<SeenGroup> {
    const looked = await Promise.all(documents.map((row, index) => this.#follow(row, index === 0)))
    const latest = looked.toSorted((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
    return {
      ...group,
      documents: latest.map(({ row: { id, kind, title }, changedAt }) => ({ id, kind, title, changedAt })),
      lines: latest.flatMap(({ lines }) => lines).slice(0, linesShown),
      present: members.filter((userId) => present.has(userId)),
      size: members.length,
      changedAt: latest[0]?.changedAt ?? null,
    }
  }

  /** Of a document that is shut the store is read once, and only where it is the one that its group touched last. */
  async #follow(row: DocumentRow, isLast: boolean) {
    const followed = this.#followed.get(row.id) ?? new Followed(this.#deps, row.id, row.kind)
    this.#followed.set(row.id, followed)
    try {
      await followed.look(this.#deps.now(), row.changedAt, isLast)
    } catch (error) {
      // One document that cannot be read takes nobody else's tile away.
      if (!(error instanceof Damaged))
        this.#deps.log.warn({ err: error, documentId: row.id }, 'a document was not seen')
    }
    const seenAt = followed.changedAt
    const changedAt = seenAt !== null && seenAt > row.changedAt ? seenAt : row.changedAt
    return { row, lines: followed.lines, changedAt }
  }
}
