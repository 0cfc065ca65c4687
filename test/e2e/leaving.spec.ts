import { readFile } from 'node:fs/promises'
import { expectNoBarrier } from './barriers.ts'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* Figures for everybody, and what a teacher takes along who thinks of going. */

test('figures are open to everybody, and a teacher takes along what is theirs and sees what to hand over', async ({
  enter,
  browserOf,
}) => {
  const visitor = await (await browserOf()).newPage()
  const total = visitor.getByRole('row', { name: /^In total/ })
  // They are counted once the server runs.
  const reload = async () => {
    await visitor.goto('/figures')
    return total.count()
  }
  await expect.poll(reload).toBe(1)
  await expect(total).toContainText('hidden')
  await expectNoBarrier(visitor, 'figures')

  const claire = await enter(teachers.claire)
  await claire.goto('/me')
  const download = claire.waitForEvent('download')
  await claire.getByRole('button', { name: 'Download what is mine' }).click()
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(file.account.email).toBe(teachers.claire.email)
  await claire.getByRole('button', { name: 'Delete my account' }).click()
  await expect(claire.getByText('Somebody must take over first')).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'what to hand over before going')
})
