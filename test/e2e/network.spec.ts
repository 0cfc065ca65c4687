import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* Two teachers say something of themselves, and one finds the other, with a slip, in another script, and no longer. */

const listed = 'Let teachers of the programme find me'

async function fillProfile(page: Page, interests: string) {
  await page.goto('/network')
  await page.getByRole('link', { name: 'My profile' }).first().click()
  await page.getByText(listed).click()
  await page.getByRole('textbox', { name: 'What interests me' }).fill(interests)
  await page.getByRole('button', { name: 'Save my profile' }).click()
  await expect(page.getByText('Saved. Teachers of the programme can find you.')).toBeVisible()
}

test('a teacher is found by who says so, in any script and with a slip, and is gone at once', async ({ enter }) => {
  const { password } = teachers.claire
  const [claire, lea] = [await enter(teachers.claire), await enter({ email: 'lea@demo.school', password })]
  await lea.goto('/')
  await lea.getByRole('navigation').getByRole('link', { name: 'Directory' }).click()
  await expect(lea.getByText('Nobody is here yet.', { exact: false })).toBeVisible()
  await fillProfile(claire, 'rivières, θέατρο')
  await expectNoBarrierInAnySight(claire, 'a profile')

  await lea.reload()
  const results = lea.getByRole('list', { name: 'Results' })
  const search = lea.getByRole('searchbox', { name: 'Search by name, town or word' })
  await expect(results.getByText('Claire Fontaine')).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'the directory')
  for (const [words, reason] of [
    ['Fontaien', 'Written nearly so'],
    ['theatro', 'Has these words'],
  ] as const) {
    await search.fill(words)
    await expect(results.getByText(reason)).toBeVisible()
    await expect(results.getByText('Claire Fontaine')).toBeVisible()
  }
  await search.fill('Xylophon')
  await expect(lea.getByText('Nothing fits all of this.', { exact: false })).toBeVisible()
  await expectNoBarrier(lea, 'a directory in which nothing is found')
  await lea.getByText('Schools', { exact: true }).click()
  await search.fill('jean moulin')
  await expect(results.getByText('Collège Jean-Moulin')).toBeVisible()

  await claire.getByText(listed).click()
  await claire.getByRole('button', { name: 'Save my profile' }).click()
  await expect(claire.getByText('Saved. Nobody finds you in the directory.')).toBeVisible()
  await lea.reload()
  await expect(lea.getByText('Nobody is here yet.', { exact: false })).toBeVisible()
})
