import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { knownMigrations } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { daysChain, insertAudit, listAudit, oldChain } from '#db/queries/audit.ts'
import { listChains, listTies } from '#db/queries/audit-chains.ts'
import { oldAuditHash } from '#db/queries/audit-hash.ts'
import { createTables } from '#db/queries/load.ts'
import { lookAfterAudit, tieWhenDue } from '#server/audit/check.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { tamper } from '#test/helpers/audit.ts'
import type { TestDatabase } from '#test/helpers/database.ts'
import { openEmptyDatabase } from '#test/helpers/empty-database.ts'

/** The lines of 0.2.0 are one chain of all schools. They stay, are read by whom they were, and are checked as they were. */

const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
const count = 6
const at = new Date('2026-11-30T09:00:00Z')
const day = '2026-11-30'

/** As 0.2.0 has written it, with ids that have gaps where a transaction was taken back. */
async function writeOld(db: Db): Promise<void> {
  let previous = '0'.repeat(64)
  for (let place = 1; place <= count; place++) {
    const schoolId = place % 2 === 0 ? other : one
    const line = { at, actorId: null, schoolId, projectId: null, action: 'test.done', targetId: null }
    const detail = { place, b: 1, a: 2 }
    previous = oldAuditHash(previous, { ...line, detail, chain: null, previous: null, subjectSchoolId: null })
    await db.execute(sql`insert into audit (id, at, school_id, action, detail, hash)
      values (${place * 10}, ${at.toISOString()}::timestamptz, ${schoolId}, 'test.done', ${JSON.stringify(detail)}::jsonb, ${previous})`)
  }
  await db.execute(sql`select setval('audit_id_seq', ${count * 10})`)
}

let house: TestDatabase
beforeAll(async () => {
  house = await openEmptyDatabase()
})
afterAll(() => house.close())
beforeEach(async () => {
  const { db } = house
  for (const schema of ['public', 'drizzle']) await db.$client.unsafe(`drop schema if exists ${schema} cascade`)
  await db.$client`create schema public`
  await db.transaction((tx) => createTables(tx, knownMigrations().slice(0, 1)))
  await writeOld(db)
  await migrateDatabase(db)
})

const check = () => verifyChain(house.db, oldChain)

describe('the chain of 0.2.0', () => {
  it('is whole after the migration, and new lines go into chains of their own', async () => {
    const { db } = house
    const line = { at, actorId: null, schoolId: one, action: 'test.done' }
    await db.transaction((tx) => insertAudit(tx, line))
    expect(await check()).toEqual({ lines: count, fault: null })
    expect(await verifyChain(db, one)).toEqual({ lines: 1, fault: null })
    expect((await listAudit(db, one, null)).lines.map(({ id, number }) => [id, number])).toEqual([
      [61, 1],
      [50, null],
      [30, null],
      [10, null],
    ])
    expect(await listChains(db)).toEqual([one, oldChain].toSorted())
    const log = { fatal: () => undefined } as never
    await tieWhenDue({ db, log, now: () => at })
    expect((await listTies(db, oldChain)).map(({ number }) => number)).toEqual([60])
  })

  it('is let go whole when it is old, which the daily chain and each school say', async () => {
    const { db } = house
    const deps = { db, log: { fatal: () => undefined, info: () => undefined } as never }
    const look = (now: string, auditMonths: number) =>
      lookAfterAudit({ ...deps, now: () => new Date(now), settings: { auditMonths } as never })
    await look('2026-12-01T02:00:00Z', 12)
    await look('2027-11-30T09:00:00Z', 12)
    expect(await check()).toEqual({ lines: count, fault: null })
    await look('2028-01-02T09:00:00Z', 12)
    expect(await check()).toEqual({ lines: 0, fault: null })
    const said = async (schoolId: string) =>
      (await listAudit(db, schoolId, null)).lines.map(({ action, detail }) => [action, detail['of'], detail['lines']])
    expect(await said(one)).toEqual([['audit.let_go', oldChain, count / 2]])
    expect(await said(other)).toEqual([['audit.let_go', oldChain, count / 2]])
    expect((await verifyChain(db, daysChain)).fault).toBeNull()
    expect(await listChains(db)).toEqual([one, other, oldChain, daysChain].toSorted())
  })

  it('shows what was altered, or what was taken out before it', async () => {
    const broken = { lines: 2, fault: { kind: 'broken', id: 30, number: 30, day } }
    await tamper(house.db, (tx) => tx.execute(sql`update audit set action = 'nothing.done' where id = 30`))
    expect(await check()).toEqual(broken)
  })

  it('misses a line in the middle and at the beginning', async () => {
    await tamper(house.db, (tx) => tx.execute(sql`delete from audit where id = 20`))
    expect(await check()).toEqual({ lines: 1, fault: { kind: 'broken', id: 30, number: 30, day } })
    await tamper(house.db, (tx) => tx.execute(sql`delete from audit where id = 10`))
    expect((await check()).fault).toMatchObject({ kind: 'broken', id: 30 })
  })

  it('misses the last and the whole tail', async () => {
    for (const from of [60, 30, 10]) {
      await tamper(house.db, (tx) => tx.execute(sql`delete from audit where id >= ${from}`))
      const last = from === 10 ? 0 : from - 10
      expect((await check()).fault).toEqual({ kind: 'removed', id: null, number: last + 1, day })
    }
  })

  it('shows that two lines changed places', async () => {
    await tamper(house.db, async (tx) => {
      await tx.execute(sql`update audit set id = 1000 where id = 20`)
      await tx.execute(sql`update audit set id = 20 where id = 40`)
      await tx.execute(sql`update audit set id = 40 where id = 1000`)
    })
    expect((await check()).fault).toEqual({ kind: 'reordered', id: 20, number: 20, day })
  })

  it('shows a line that was put behind it', async () => {
    await house.db.execute(sql`insert into audit (at, school_id, action, detail, hash)
      select at, school_id, action, detail, hash from audit where id = 60`)
    expect((await check()).fault).toMatchObject({ id: 61, number: 61 })
  })
})
