import { and, eq, gt, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendLine, daysChain, insertAudit } from '#db/queries/audit.ts'
import { findHead, listChains, listTies } from '#db/queries/audit-chains.ts'
import { auditHash } from '#db/queries/audit-hash.ts'
import { audit, auditHeads } from '#db/schema/audit.ts'
import type { Tx } from '#db/client.ts'
import { tieWhenDue } from '#server/audit/check.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { tamper, writeLines } from '#test/helpers/audit.ts'
import { makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'

/** Each school's lines are a chain of their own: whatever is done to it in the database is found and named. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const day = '2026-11-24'
const lineAt = (chain: string, number: number) => and(eq(audit.chain, chain), eq(audit.number, number))

/** A school with so many lines. */
async function chainOf(count: number): Promise<string> {
  const { id } = await makeSchool(house.db)
  await writeLines(house.db, id, count, house.clock.now())
  return id
}

async function idOf(chain: string, number: number): Promise<number> {
  const [row] = await house.db.select({ id: audit.id }).from(audit).where(lineAt(chain, number))
  return row?.id ?? 0
}

const change = (tx: Tx, chain: string, number: number, changes: Partial<typeof audit.$inferInsert>) =>
  tx.update(audit).set(changes).where(lineAt(chain, number))

/** One's number for the other's. */
async function swapNumbers(tx: Tx, chain: string, one: number, other: number): Promise<void> {
  await change(tx, chain, one, { number: 1_000_000 })
  await change(tx, chain, other, { number: one })
  await change(tx, chain, 1_000_000, { number: other })
}

/** From a line on, all hashes made anew as the product makes them. */
async function rehashFrom(tx: Tx, chain: string, number: number): Promise<void> {
  const rows = await tx.select().from(audit).where(eq(audit.chain, chain)).orderBy(audit.number)
  let previous = rows[number - 2]?.hash ?? '0'.repeat(64)
  for (const row of rows.slice(number - 1)) {
    const hash = auditHash({ ...row, previous })
    await change(tx, chain, row.number ?? 0, { previous, hash })
    previous = hash
  }
  await tx.update(auditHeads).set({ hash: previous }).where(eq(auditHeads.chain, chain))
}

describe('a chain', () => {
  it('is read from the first line to the last, some at a time', async () => {
    const chain = await chainOf(1_105)
    expect(await verifyChain(house.db, chain)).toEqual({ lines: 1_105, fault: null })
    const id = await idOf(chain, 1_050)
    await tamper(house.db, (tx) => change(tx, chain, 1_050, { detail: { count: 7 } }))
    expect(await verifyChain(house.db, chain)).toEqual({
      lines: 1_049,
      fault: { kind: 'altered', id, number: 1_050, day },
    })
  })

  it('holds what is stored, whatever was given', async () => {
    const { id: schoolId } = await makeSchool(house.db)
    const detail = { reason: 'a\0b \ud800', none: null, nothing: undefined as unknown as null }
    const line = { at: house.clock.now(), actorId: null, schoolId, action: 'test.done', detail }
    await house.db.transaction((tx) => insertAudit(tx, line))
    expect(await verifyChain(house.db, schoolId)).toEqual({ lines: 1, fault: null })
  })

  it.each(['actorId', 'schoolId', 'subjectSchoolId', 'projectId', 'targetId'] as const)(
    'shows that a line was altered in its %s',
    async (column) => {
      const chain = await chainOf(3)
      const id = await idOf(chain, 2)
      await tamper(house.db, (tx) => change(tx, chain, 2, { [column]: crypto.randomUUID() }))
      expect((await verifyChain(house.db, chain)).fault).toEqual({ kind: 'altered', id, number: 2, day })
    },
  )

  it('shows that a line was altered in its time or its deed', async () => {
    for (const changes of [{ at: new Date('2026-11-20T09:00:00Z') }, { action: 'test.undone' }]) {
      const chain = await chainOf(3)
      await tamper(house.db, (tx) => change(tx, chain, 2, changes))
      expect((await verifyChain(house.db, chain)).fault).toMatchObject({ kind: 'altered', number: 2 })
    }
  })

  it.each([
    ['the first', 1, 2, 1],
    ['one in the middle', 3, 4, 3],
    ['the last', 5, 6, 5],
    ['the whole tail', 3, 6, 3],
    ['all', 1, 6, 1],
  ])('misses %s', async (_name, from, to, missing) => {
    const chain = await chainOf(5)
    await tamper(house.db, (tx) =>
      tx.delete(audit).where(and(eq(audit.chain, chain), sql`${audit.number} >= ${from} and ${audit.number} < ${to}`)),
    )
    expect((await verifyChain(house.db, chain)).fault).toEqual({ kind: 'removed', id: null, number: missing, day })
  })

  it('shows that a gap was closed by other numbers', async () => {
    const chain = await chainOf(5)
    const id = await idOf(chain, 4)
    await tamper(house.db, async (tx) => {
      await tx.delete(audit).where(lineAt(chain, 3))
      for (const number of [4, 5]) await change(tx, chain, number, { number: number - 1 })
      await tx.update(auditHeads).set({ number: 4 }).where(eq(auditHeads.chain, chain))
    })
    expect((await verifyChain(house.db, chain)).fault).toEqual({ kind: 'rewritten', id, number: 3, day })
  })

  it('shows that two lines changed places, beside each other, far apart, or as they are listed', async () => {
    for (const [one, other] of [
      [2, 3],
      [2, 5],
    ] as const) {
      const chain = await chainOf(6)
      const id = await idOf(chain, other)
      await tamper(house.db, (tx) => swapNumbers(tx, chain, one, other))
      expect((await verifyChain(house.db, chain)).fault).toEqual({ kind: 'reordered', id, number: one, day })
    }
    const chain = await chainOf(4)
    const [second, third] = [await idOf(chain, 2), await idOf(chain, 3)]
    await tamper(house.db, async (tx) => {
      await tx.update(audit).set({ id: 1_000_000_000 }).where(eq(audit.id, second))
      await tx.update(audit).set({ id: second }).where(eq(audit.id, third))
      await tx.update(audit).set({ id: third }).where(eq(audit.id, 1_000_000_000))
    })
    expect((await verifyChain(house.db, chain)).fault).toMatchObject({ kind: 'reordered', number: 3 })
  })

  it('shows that a line was moved to another school, in both', async () => {
    const [here, there] = [await chainOf(4), await chainOf(2)]
    const id = await idOf(here, 3)
    await tamper(house.db, (tx) => change(tx, here, 3, { chain: there, schoolId: there, number: 3 }))
    expect((await verifyChain(house.db, here)).fault).toEqual({ kind: 'removed', id: null, number: 3, day })
    expect((await verifyChain(house.db, there)).fault).toEqual({ kind: 'moved', id, number: 3, day })
  })

  it('shows that a line was put behind its end, or where none was', async () => {
    const chain = await chainOf(2)
    const [last] = await house.db.select().from(audit).where(lineAt(chain, 2))
    const { id: _, ...row } = last ?? expect.fail()
    const forged = { ...row, previous: row.hash }
    await house.db.insert(audit).values({ ...forged, number: 3, hash: auditHash(forged) })
    expect((await verifyChain(house.db, chain)).fault).toMatchObject({ kind: 'added', number: 3 })
    const headless = await chainOf(2)
    await house.db.delete(auditHeads).where(eq(auditHeads.chain, headless))
    expect((await verifyChain(house.db, headless)).fault).toMatchObject({ kind: 'added', number: 1 })
  })
})

describe('the daily line', () => {
  it('ties what was written since the one before, once a night and as soon as can be after a stop', async () => {
    const [one, other] = [await chainOf(2), await chainOf(3)]
    expect(await tieWhenDue(house.deps)).toBe(true)
    expect(await tieWhenDue(house.deps)).toBe(false)
    house.clock.advance(hours(24 * 5))
    await writeLines(house.db, one, 4, house.clock.now())
    expect(await tieWhenDue(house.deps)).toBe(true)
    const numbers = async (chain: string) => (await listTies(house.db, chain)).map(({ number }) => number)
    house.clock.advance(hours(15))
    expect(await tieWhenDue(house.deps)).toBe(false)
    house.clock.advance(hours(2))
    expect(await tieWhenDue(house.deps)).toBe(true)
    house.clock.advance(hours(24))
    expect(await tieWhenDue(house.deps)).toBe(true)
    // What was written about when a line was made is in the next one too.
    expect([await numbers(one), await numbers(other)]).toEqual([
      [2, 6, 6],
      [3, 3],
    ])
    expect((await verifyChain(house.db, daysChain)).fault).toBeNull()
  })

  it('says that a chain was written anew, or cut off with its end, though it fits together', async () => {
    const [rewritten, cut, gone] = [await chainOf(5), await chainOf(5), await chainOf(2)]
    house.clock.advance(hours(24))
    await tieWhenDue(house.deps)
    const tied = house.clock.now().toISOString().slice(0, 10)
    await tamper(house.db, async (tx) => {
      await change(tx, rewritten, 2, { action: 'nothing.happened' })
      await rehashFrom(tx, rewritten, 2)
      await tx.delete(audit).where(and(eq(audit.chain, cut), gt(audit.number, 3)))
      const [last] = await tx.select().from(audit).where(lineAt(cut, 3))
      await tx
        .update(auditHeads)
        .set({ number: 3, hash: last?.hash ?? '' })
        .where(eq(auditHeads.chain, cut))
      await tx.delete(audit).where(eq(audit.chain, gone))
      await tx.delete(auditHeads).where(eq(auditHeads.chain, gone))
    })
    expect((await verifyChain(house.db, rewritten)).fault).toMatchObject({ kind: 'rewritten', number: 5 })
    expect((await verifyChain(house.db, cut)).fault).toEqual({ kind: 'removed', id: null, number: 4, day: tied })
    expect(await listChains(house.db)).toContain(gone)
    expect((await verifyChain(house.db, gone)).fault).toEqual({ kind: 'removed', id: null, number: 1, day: tied })
  })

  it('is of more than one line where many schools wrote', async () => {
    for (let count = 0; count < 205; count++) {
      const chain = crypto.randomUUID()
      const of = { actorId: null, schoolId: chain, subjectSchoolId: chain, action: 'test.done' }
      await house.db.transaction((tx) => appendLine(tx, chain, { ...of, at: house.clock.now() }))
    }
    const before = (await findHead(house.db, daysChain))?.number ?? 0
    house.clock.advance(hours(24))
    await tieWhenDue(house.deps)
    expect((await findHead(house.db, daysChain))?.number).toBe(before + 2)
    expect((await verifyChain(house.db, daysChain)).fault).toBeNull()
  })

  it('cannot be altered itself', async () => {
    await tamper(house.db, (tx) => change(tx, daysChain, 1, { detail: {} }))
    expect((await verifyChain(house.db, daysChain)).fault).toMatchObject({ kind: 'altered', number: 1 })
  })
})

describe('writers', () => {
  it('of two schools at once wait for nobody for ever, and each chain stays whole', async () => {
    const schools = [await makeSchool(house.db), await makeSchool(house.db), await makeSchool(house.db)]
    const staff = await Promise.all(schools.map(({ id }) => makeStaff(house.db, { schoolId: id })))
    const pupils = await Promise.all(schools.map(({ id }) => makePupil(house.db, { schoolId: id })))
    const writes = Array.from({ length: 60 }, (_, place) => {
      const [actor, subject] = [
        staff[place % 3] ?? expect.fail(),
        pupils[(place + 1 + (place % 2)) % 3] ?? expect.fail(),
      ]
      const line = { at: house.clock.now(), actorId: actor.id, schoolId: actor.schoolId, about: [subject.id] }
      return house.db.transaction((tx) => insertAudit(tx, { ...line, action: 'test.done' }))
    })
    await Promise.all(writes)
    const whole = { lines: 40, fault: null }
    expect(await Promise.all(schools.map(({ id }) => verifyChain(house.db, id)))).toEqual([whole, whole, whole])
  })
})
