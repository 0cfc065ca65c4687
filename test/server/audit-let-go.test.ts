import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendLine, daysChain } from '#db/queries/audit.ts'
import { listTies } from '#db/queries/audit-chains.ts'
import { audit } from '#db/schema/audit.ts'
import { lookAfterAudit } from '#server/audit/check.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { readEnvironment, SettingsError } from '#server/env.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { actionsOf, tamper, writeLines } from '#test/helpers/audit.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'

/** Lines of the audit are kept for a year or more, as it is set, and never go unsaid. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const month = hours(24 * 31)
const quiet = () => house.deps.log.child({}, { level: 'silent' })
const night = (auditMonths: number) =>
  lookAfterAudit({ ...house.deps, log: quiet(), settings: { ...house.deps.settings, auditMonths } })

/** A school whose first three lines a night has tied, and two of some months later. */
async function scene(monthsLater = 14) {
  const { id: chain } = await makeSchool(house.db)
  await writeLines(house.db, chain, 3, house.clock.now())
  house.clock.advance(hours(24))
  await night(0)
  house.clock.advance(monthsLater * month)
  await writeLines(house.db, chain, 2, house.clock.now())
  return chain
}

const linesOf = (chain: string) => house.db.select().from(audit).where(eq(audit.chain, chain)).orderBy(audit.number)
const numbersOf = async (chain: string) => (await linesOf(chain)).map(({ number }) => number)

it('goes when it is older, with a line that says up to where, and what is left is checked from there on', async () => {
  const chain = await scene()
  const admin = await makeStaff(house.db, { schoolId: chain, isSchoolAdmin: true })
  const third = (await linesOf(chain))[2]
  await night(12)
  expect(await numbersOf(chain)).toEqual([4, 5, 6])
  const last = (await linesOf(chain)).at(-1)
  expect(last).toMatchObject({
    action: 'audit.let_go',
    actorId: null,
    detail: { of: chain, upTo: 3, lastHash: third?.hash, lines: 3 },
  })
  expect(await verifyChain(house.db, chain)).toEqual({ lines: 3, fault: null })
  const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
  expect(lines.at(0)).toMatchObject({ action: 'audit.let_go', actor: null, detail: { lines: 3 } })
  // Another night says nothing again; a year later what is left goes too, the line that said so with it.
  house.clock.advance(hours(24))
  await night(12)
  expect(await actionsOf(house.db, chain)).toEqual(['audit.opened', 'audit.let_go', 'test.done', 'test.done'])
  house.clock.advance(14 * month)
  await night(12)
  expect(await numbersOf(chain)).toEqual([8])
  expect(await verifyChain(house.db, chain)).toEqual({ lines: 1, fault: null })
  expect((await verifyChain(house.db, daysChain)).fault).toBeNull()
})

it('stays as long as it is set, and for ever where that is said', async () => {
  const chain = await scene(14)
  await night(0)
  house.clock.advance(hours(24))
  await night(24)
  expect(await numbersOf(chain)).toEqual([1, 2, 3, 4, 5])
  house.clock.advance(12 * month)
  await night(24)
  expect(await numbersOf(chain)).toEqual([4, 5, 6])
})

it('stays whole where somebody has changed it: it is what shows how', async () => {
  const chain = await scene()
  await tamper(house.db, (tx) =>
    tx
      .update(audit)
      .set({ action: 'nothing.happened' })
      .where(and(eq(audit.chain, chain), eq(audit.number, 2))),
  )
  await night(12)
  expect(await numbersOf(chain)).toEqual([1, 2, 3, 4, 5])
})

it('is missed where it was let go too young, or with another hash than a night has tied', async () => {
  const forged = async (monthsLater: number, hash?: string) => {
    const chain = await scene(monthsLater)
    const [tie] = await listTies(house.db, chain)
    const facts = { of: chain, upTo: 3, lastHash: hash ?? tie?.hash ?? '', lines: 3 }
    const line = { at: house.clock.now(), actorId: null, schoolId: chain, subjectSchoolId: chain }
    await house.db.transaction((tx) => appendLine(tx, chain, { ...line, action: 'audit.let_go', detail: facts }))
    const gone = sql`${audit.chain} = ${chain} and ${audit.number} <= 3`
    await tamper(house.db, (tx) => tx.delete(audit).where(gone))
    return (await verifyChain(house.db, chain)).fault
  }
  expect(await forged(14)).toBeNull()
  expect(await forged(6)).toMatchObject({ kind: 'removed', number: 1 })
  expect(await forged(14, 'f'.repeat(64))).toMatchObject({ kind: 'removed', number: 1 })
})

it('is refused to whoever deletes lines that were not let go', async () => {
  const chain = await scene()
  await night(12)
  const fourth = and(eq(audit.chain, chain), eq(audit.number, 4))
  await expect(house.db.delete(audit).where(fourth)).rejects.toThrow()
  await expect(house.db.update(audit).set({ action: 'x.y' }).where(fourth)).rejects.toThrow()
  expect(await numbersOf(chain)).toEqual([4, 5, 6])
})

it('is set by AUDIT_MONTHS: a year, more, or for ever', () => {
  const monthsOf = (value?: string) =>
    readEnvironment({ SECRET_KEY: 'x'.repeat(32), ...(value !== undefined && { AUDIT_MONTHS: value }) }, []).settings
      .auditMonths
  expect([monthsOf(), monthsOf('24'), monthsOf('0')]).toEqual([12, 24, 0])
  for (const wrong of ['11', '-1', 'never']) expect(() => monthsOf(wrong)).toThrow(SettingsError)
})
