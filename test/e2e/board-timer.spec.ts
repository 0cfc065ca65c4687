import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { freshBoard, openBoard, surfaceOf, thing, tool } from './board-page.ts'
import { expect, teachers, test } from './fixtures.ts'

// A countdown on the board: the same for all who are there, for hands, keys and the list.

const halfPast = { id: 't', type: 'timer', order: 'a1', place: [0, 0], size: [180, 88], countdown: [0, 90_000] }
const clock = (page: Page) => surfaceOf(page).getByRole('timer')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('a timer that one starts runs for all, and anybody who may write stops and sets it', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const path = await freshBoard(claire, server.origin, [halfPast])
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await openBoard(page, path)
  await expect(clock(alix)).toHaveText('1:30')
  await thing(claire, /^Timer/).click()
  await button(claire, 'One minute more').click()
  await expect(clock(alix)).toHaveText('2:30')
  await button(claire, 'Start the timer').click()
  for (const page of [claire, alix]) await expect(clock(page)).toHaveText(/^2:2\d$/)
  await expectNoBarrier(claire)
  // By key: Enter on the thing.
  await thing(alix, /^Timer/).focus()
  await alix.keyboard.press('Enter')
  await expect(button(claire, 'Start the timer')).toBeVisible()
  const left = await clock(alix).textContent()
  await expect(clock(claire)).toHaveText(left ?? '')
})

test('it is put there with its tool, and the list has its time and all that can be done with it', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  await openBoard(claire, await freshBoard(claire, server.origin))
  await tool(claire, 'Timer').click()
  await surfaceOf(claire).click({ position: { x: 400, y: 300 } })
  await expect(clock(claire)).toHaveText('5:00')
  await claire.keyboard.press('Control+Shift+L')
  await claire.locator('[data-list-row]').filter({ hasText: 'Timer 5:00' }).click()
  const panel = claire.getByRole('group', { name: /Timer/ })
  await panel.getByRole('button', { name: 'Start the timer' }).click()
  await expect(panel.getByRole('timer')).toHaveText(/^4:5\d$/)
  await panel.getByRole('button', { name: 'Stop the timer' }).click()
  await expect(panel.getByRole('button', { name: 'Start the timer' })).toBeVisible()
  await expectNoBarrier(claire, 'a timer in the list')
})
