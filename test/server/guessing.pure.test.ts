import { expect, it } from 'vitest'
import { attempt, type Source } from '#server/auth/guessing.ts'

/* What guessers use up together, with more of them than a test can hash passwords for. */

it('somebody on a device of their own gets in, whatever others on known devices have used up', async () => {
  // Guarantee: attempts are counted beside the database and never ask it.
  const deps = { db: {} as Parameters<typeof attempt>[0]['db'], now: () => new Date(0) }
  const tries = (account: string, source: Source, isRight: boolean) =>
    attempt(deps, { way: 'password', account, source }, async () => (isRight ? true : null)).catch(() => 'refused')
  for (let at = 0; at < 3_000; at++)
    await tries(`somebody ${at}`, { id: `device ${Math.floor(at / 30)}`, isDevice: true, isOwn: false }, false)
  for (let at = 0; at < 50; at++)
    await tries('the teacher', { id: `address ${at}`, isDevice: false, isOwn: false }, false)
  const device = { id: 'the device', isDevice: true }
  expect(await tries('the teacher', { ...device, isOwn: false }, true)).toBe('refused')
  expect(await tries('the teacher', { ...device, isOwn: true }, true)).toBe(true)
})
