import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { crcOf } from '#collab/relay/crc.ts'
import { closeCode } from '#collab/protocol.ts'
import type { LogRow } from '#collab/relay/ports.ts'
import { documentLog, documents, documentSnapshots, versions } from '#db/schema/documents.ts'
import { users } from '#db/schema/users.ts'
import { sessionFromCookie } from '#server/auth/sessions.ts'
import { seedOf } from '#server/documents/seed.ts'
import { createLivePorts } from '#server/live.ts'
import { createVersionKeeper, versionEveryMs } from '#server/versions/keeper.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

let house: LiveApp
let ports: ReturnType<typeof createLivePorts>
beforeAll(async () => {
  house = await openLiveApp()
  ports = createLivePorts({
    ...house.deps,
    sessionFromCookie: (cookie) => sessionFromCookie(house.deps, cookie),
    onDamaged: () => undefined,
  })
})
afterAll(() => house.close())

const inDocument = (id: string) => ({ name: id, documentId: id, projectId: null })
const inSpace = (id: string) => ({ name: `space-${id}`, documentId: null, projectId: id })

async function projectWithPage() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, herons } = people
  const page = await makePage(house.db, { projectId, groupId: herons.id, authorId: teacher.id })
  return { ...people, page }
}

describe('the door of a room', () => {
  it('gives the same answer as HTTP, with a colour and no name', async () => {
    const { page, projectId, teacher, pupil, friend, guest, visitor } = await projectWithPage()
    const ask = async (person: typeof pupil, address: Parameters<typeof ports.authorize>[0]['address']) =>
      ports.authorize({ address, cookie: (await house.as(person)).cookie() })
    expect(await ask(pupil, inDocument(page.id))).toMatchObject({
      granted: true,
      grant: { userId: pupil.id, access: 'write', role: 'pupil', paletteIndex: 6, shape: 0, projectId },
    })
    expect(await ask(teacher, inDocument(page.id))).toMatchObject({ grant: { access: 'write' } })
    for (const person of [friend, guest, visitor])
      expect(await ask(person, inDocument(page.id))).toMatchObject({ granted: true, grant: { access: 'read' } })
    expect(await ask(pupil, inSpace(projectId))).toMatchObject({ granted: true, grant: { access: 'read' } })
    expect(JSON.stringify(await ask(pupil, inDocument(page.id)))).not.toContain('Alix')
  })

  it('is closed without a login, to suspended people, and unknown for what one may not see', async () => {
    const { page, projectId, pupil } = await projectWithPage()
    const other = await makeClassProject(house.db)
    const stranger = (await house.as(other.teacher)).cookie()
    const unknown = { granted: false, code: closeCode.unknown }
    expect(await ports.authorize({ address: inDocument(page.id), cookie: stranger })).toEqual(unknown)
    expect(await ports.authorize({ address: inSpace(projectId), cookie: stranger })).toEqual(unknown)
    expect(await ports.authorize({ address: inDocument('x'), cookie: stranger })).toEqual(unknown)
    const none = { granted: false, code: closeCode.unauthenticated }
    expect(await ports.authorize({ address: inDocument(page.id), cookie: null })).toEqual(none)
    const cookie = (await house.as(pupil)).cookie()
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, pupil.id))
    expect(await ports.authorize({ address: inDocument(page.id), cookie })).toEqual(none)
  })
})

it('a large room is folded to what is there, as the relay asks (SPEC 75)', async () => {
  const ydoc = new Y.Doc({ gc: false })
  ydoc.getText('t').insert(0, 'what was said and taken back')
  ydoc.getText('t').delete(8, 20)
  const updates = [Y.encodeStateAsUpdate(ydoc)]
  const saysIt = async (keeps: 'everything' | 'present') =>
    Buffer.from((await ports.fold(updates, keeps)).bytes).includes('taken back')
  expect([await saysIt('everything'), await saysIt('present')]).toEqual([true, false])
})

/** One row as the relay would write it, by this person. */
function rowOf(documentId: string, authorId: string, sequence: number): LogRow & { clientId: number } {
  const { bytes, clientId } = seedOf('page', { type: 'doc', content: [{ type: 'paragraph' }] })
  const at = new Date(house.clock.now().getTime() + sequence)
  return { documentId, authorId, sequence, at, bytes, crc: crcOf(bytes, sequence), newClientIds: [clientId], clientId }
}

describe('the log of a document', () => {
  it('takes rows, whose words they are and the time of the change together or not at all', async () => {
    const { page, pupil, friend } = await projectWithPage()
    await house.db.update(documents).set({ changedAt: house.clock.now() }).where(eq(documents.id, page.id))
    const row = rowOf(page.id, pupil.id, 2)
    await ports.append([row])
    const loaded = await ports.load(page.id)
    expect(loaded).toMatchObject({ epoch: 1, schemaVersion: 1, sequence: 2 })
    expect(loaded?.contributors.get(row.clientId)).toBe(pupil.id)
    const [document] = await house.db.select().from(documents).where(eq(documents.id, page.id))
    expect(document?.changedAt).toEqual(row.at)
    await expect(ports.append([rowOf(page.id, pupil.id, 2)])).rejects.toThrow()
    const forged = { ...rowOf(page.id, friend.id, 3), newClientIds: [row.clientId] }
    await expect(ports.append([forged])).rejects.toThrow(/belongs to somebody else/)
    expect((await ports.load(page.id))?.sequence).toBe(2)
    expect(await ports.load('00000000-0000-4000-8000-000000000000')).toBeNull()
  })

  it('is loaded from a snapshot and the rows after it; an older snapshot never takes the place of a newer one', async () => {
    const { page, pupil } = await projectWithPage()
    await ports.append([rowOf(page.id, pupil.id, 2), rowOf(page.id, pupil.id, 3)])
    const bytes = rowOf(page.id, pupil.id, 9).bytes
    const snapshot = { documentId: page.id, bytes }
    await ports.saveSnapshot({ ...snapshot, sequence: 2, crc: crcOf(bytes, 2) })
    await ports.saveSnapshot({ ...snapshot, sequence: 1, crc: crcOf(bytes, 1) })
    const loaded = await ports.load(page.id)
    expect(loaded?.updates).toHaveLength(1)
    expect(loaded?.sequence).toBe(3)
    expect(loaded?.snapshot).toEqual(Buffer.from(bytes))
  })

  it('is never served where stored bytes are damaged', async () => {
    const { page, pupil } = await projectWithPage()
    await ports.append([rowOf(page.id, pupil.id, 2)])
    const second = and(eq(documentLog.documentId, page.id), eq(documentLog.sequence, 2))
    const [row] = await house.db.select().from(documentLog).where(second)
    const flipped = new Uint8Array(row?.bytes ?? [])
    flipped[3] = (flipped[3] ?? 0) ^ 1
    await house.db.update(documentLog).set({ bytes: flipped }).where(second)
    await expect(ports.load(page.id)).rejects.toThrow(/row 2 of document .* is damaged/)
    await house.db
      .update(documentLog)
      .set({ bytes: row?.bytes ?? new Uint8Array() })
      .where(second)
    const [snapshotRow] = [{ documentId: page.id, sequence: 1, bytes: flipped, crc: 1 }]
    await house.db.insert(documentSnapshots).values(snapshotRow)
    await expect(ports.load(page.id)).rejects.toThrow(/snapshot 1 of document .* is damaged/)
  })
})

describe('automatic versions', () => {
  it('are kept when the last one leaves the page', async () => {
    const { page, pupil } = await projectWithPage()
    const peer = await house.join(page.id, await house.as(pupil)).synced()
    writeParagraph(peer.ydoc, 'The source')
    await peer.saved()
    peer.destroy()
    const kept = () => house.db.select().from(versions).where(eq(versions.documentId, page.id))
    let rows = await kept()
    await until(() => {
      if (rows.length === 0) void kept().then((found) => (rows = found))
      return rows.length > 0
    }, 'a version')
    expect(rows).toMatchObject([{ kind: 'automatic', name: null, createdBy: null }])
  })

  it('are two minutes apart: what goes quiet earlier is kept when the time has come', async () => {
    const { page, pupil } = await projectWithPage()
    const timers: { run: () => void; ms: number }[] = []
    const failures: object[] = []
    const keeper = createVersionKeeper(
      {
        ...house.deps,
        log: Object.assign(Object.create(house.deps.log), { error: (fields: object) => failures.push(fields) }),
      },
      { now: () => 0, setTimeout: (run, ms) => timers.push({ run, ms }), clearTimeout: () => undefined },
    )
    const count = async () => (await house.db.select().from(versions).where(eq(versions.documentId, page.id))).length
    keeper.keepSoon(page.id)
    await expect.poll(count).toBe(1)
    house.clock.advance(minutes(1))
    await ports.append([rowOf(page.id, pupil.id, 2)])
    keeper.keepSoon(page.id)
    keeper.keepSoon(page.id)
    await expect.poll(() => timers.length).toBeGreaterThan(0)
    expect(timers.map((timer) => timer.ms)).toEqual([versionEveryMs - minutes(1)])
    expect(await count()).toBe(1)
    house.clock.advance(minutes(1))
    timers[0]?.run()
    await expect.poll(count).toBe(2)
    expect(failures).toEqual([])
  })
})
