import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { crcOf } from '#collab/relay/crc.ts'
import { eq, inArray } from 'drizzle-orm'
import * as Y from 'yjs'
import { type Db, openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { appendLogRows, listLogRows, upsertSnapshot } from '#db/queries/document-log.ts'
import { insertProjectSchool } from '#db/queries/projects.ts'
import { insertException } from '#db/queries/quiet.ts'
import { upsertWritingRule } from '#db/queries/writing-rules.ts'
import { documents } from '#db/schema/documents.ts'
import { members } from '#db/schema/projects.ts'
import { sessions, users } from '#db/schema/users.ts'
import { seedReference } from '#db/seed/reference.ts'
import { makePage, makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import type { ClassRoom } from './load/typing.ts'

const projectOf = (db: Db, documentId: string) =>
  db.select({ id: documents.projectId }).from(documents).where(eq(documents.id, documentId))

const dayMs = 24 * 60 * 60_000

/** A Postgres takes connections a moment before it takes queries. */
async function untilUp<T>(open: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await open()
    } catch (error) {
      if (tries === 100) throw error
      await sleep(100)
    }
}

/** A school in Postgres, with projects whose pupils are signed in: what the product asks about before it lets anybody in. */
export class School {
  readonly #db: Db
  readonly #close: () => Promise<void>
  #schoolId = ''
  readonly #classes: ClassRoom[] = []

  private constructor(db: Db, close: () => Promise<void>) {
    this.#db = db
    this.#close = close
  }

  /** In the embedded database of a folder where no URL is given. */
  static async open(databaseUrl: string | undefined, dataDir = ''): Promise<School> {
    const log = { info: () => undefined, warn: () => undefined, fatal: console.error }
    const { db, close } = await untilUp(() => openDatabase({ databaseUrl, dataDir, log }))
    await migrateDatabase(db)
    await seedReference(db)
    const school = new School(db, close)
    school.#schoolId = (await makeSchool(db)).id
    return school
  }

  /** So many rooms of thirty, each a page of a project of its own. The same ones every time they are asked for. */
  async classes(count: number, size: number): Promise<ClassRoom[]> {
    while (this.#classes.length < count) this.#classes.push(await this.room(size))
    return this.#classes.slice(0, count)
  }

  /** As `classes`, new ones, whose first so many pupils write beside the page: a teacher is to read it first. */
  async classesWaiting(count: number, size: number, waiting: number): Promise<ClassRoom[]> {
    const rooms: ClassRoom[] = []
    while (rooms.length < count) {
      const room = await this.room(size)
      const pupils = await this.#db
        .select()
        .from(members)
        .where(inArray(members.projectId, projectOf(this.#db, room.name)))
      for (const { projectId, userId } of pupils.filter(({ position }) => position < waiting))
        await upsertWritingRule(this.#db, {
          ...{ projectId, userId, tool: 'page', mode: 'approval', purpose: 'rule' },
          setAt: new Date(),
        })
      rooms.push({ ...room, waiting })
    }
    return rooms
  }

  /** A board with so many pupils. */
  board(size: number): Promise<ClassRoom> {
    return this.room(size, undefined, 'board')
  }

  /** What the log of a document comes to, in bytes. */
  async logBytes(documentId: string): Promise<number> {
    const rows = await listLogRows(this.#db, documentId)
    return rows.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  /** The space of a project with so many pupils, and the channel they all write in. */
  async space(size: number): Promise<{ room: ClassRoom; channelId: string }> {
    const { id: projectId } = await makeProject(this.#db)
    await this.#db.transaction((tx) =>
      insertProjectSchool(tx, { projectId, schoolId: this.#schoolId, standing: 'founder' }),
    )
    const cookies = await this.#pupils(projectId, size)
    const openAllDay = { schoolId: this.#schoolId, projectId, reason: 'Bench', startsAt: new Date(0) }
    await this.#db.transaction((tx) => insertException(tx, { ...openAllDay, endsAt: new Date(Date.now() + dayMs) }))
    const [channel] = await listChannelIds(this.#db, projectId, ['project'])
    if (!channel) throw new Error('a project without a channel')
    return { room: { path: `/collab/space-${projectId}`, name: projectId, cookies }, channelId: channel.id }
  }

  get db(): Db {
    return this.#db
  }

  /** A page with so many pupils; with this content where one is given, stored as one row and a snapshot of it. */
  async room(size: number, content?: Uint8Array, kind: 'page' | 'board' = 'page'): Promise<ClassRoom> {
    const db = this.#db
    const teacher = await makeStaff(db, { schoolId: this.#schoolId })
    const { id: projectId } = await makeProject(db)
    await db.transaction((tx) => insertProjectSchool(tx, { projectId, schoolId: this.#schoolId, standing: 'founder' }))
    const cookies = await this.#pupils(projectId, size)
    const { id } = await makePage(db, { projectId, authorId: teacher.id, title: 'Bench', kind })
    if (content) await this.#store(id, teacher.id, content)
    return { path: `/collab/${id}`, name: id, cookies }
  }

  async #store(documentId: string, authorId: string, bytes: Uint8Array): Promise<void> {
    const at = new Date()
    const [seed] = await listLogRows(this.#db, documentId)
    const folded = Y.mergeUpdates([...(seed ? [seed.bytes] : []), bytes])
    await this.#db.transaction(async (tx) => {
      await appendLogRows(tx, [{ documentId, sequence: 2, authorId, at, bytes, crc: crcOf(bytes, 2) }])
      await insertContributions(tx, documentId, authorId, [
        ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(bytes)).keys(),
      ])
    })
    const snapshot = { documentId, sequence: 2, bytes: folded, crc: crcOf(folded, 2), createdAt: at }
    await upsertSnapshot(this.#db, snapshot)
  }

  close(): Promise<void> {
    return this.#close()
  }

  async #pupils(projectId: string, size: number): Promise<string[]> {
    const db = this.#db
    const schoolId = this.#schoolId
    const names = Array.from({ length: size }, (_, at) => ({ displayName: `Pupil ${at}`, pseudonym: `Lynx ${at}` }))
    const people = await db
      .insert(users)
      .values(names.map((name) => ({ ...name, schoolId, kind: 'pupil' as const })))
      .returning({ id: users.id })
    await db
      .insert(members)
      .values(
        people.map(({ id: userId }, position) => ({ projectId, userId, schoolId, role: 'pupil' as const, position })),
      )
    const endsAt = new Date(Date.now() + 24 * 60 * 60_000)
    const secrets = people.map(({ id: userId }) => ({ userId, secret: randomBytes(32).toString('base64url') }))
    await db.insert(sessions).values(
      secrets.map(({ userId, secret }) => ({
        id: createHash('sha256').update(secret).digest('hex'),
        userId,
        expiresAt: endsAt,
        endsAt,
      })),
    )
    return secrets.map(({ secret }) => `session=${secret}`)
  }
}
