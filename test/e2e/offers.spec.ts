import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { startDemoWith } from '#test/helpers/office-server.ts'
import { expect, teachers, test as base } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'

/* Two teachers of two countries offer a class each, find each other by match, and found the project from it. */

const offices = `
  with office as (
    insert into schools (kind, name, town, country_code, time_zone, locale)
    values ('office', 'Bureau de France', 'Poitiers', 'FR', 'Europe/Paris', 'fr'),
      ('office', 'Stelle für Deutschland', 'Bonn', 'DE', 'Europe/Berlin', 'de') returning id, country_code
  )
  insert into offices (school_id, country_code, opened_on) select id, country_code, '2020-01-01' from office`

const test = base.extend({
  server: [
    async ({}, use) => {
      const server = await startDemoWith(offices)
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

interface Offered {
  title: string
  words: string
  clock: string
}

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)

async function offer(page: Page, { title, words, clock }: Offered) {
  await page.goto('/network/offers')
  await page.getByRole('link', { name: 'Offer a class' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByRole('button', { name: 'Post the offer' }).click()
  await expect(page.getByText('Say what you want to make together.')).toBeVisible()
  await page.getByRole('textbox', { name: 'What we want to make' }).fill(words)
  await page.getByLabel('In the first week, for example on').fill(inDays(21))
  await page.getByLabel('In the last week, for example on').fill(inDays(84))
  await page.getByRole('button', { name: 'Add a lesson' }).click()
  await page.getByLabel('Begins at').fill(clock)
  await page.getByRole('button', { name: 'Post the offer' }).click()
  await expect(page.getByText('Posted. Teachers of the programme can find it.')).toBeVisible()
}

test('two classes find each other by what both say, and found a project with the pact prefilled', async ({ enter }) => {
  const [claire, jonas] = [await enter(teachers.claire), await enter(teachers.jonas)]
  await offer(claire, { title: 'Two rivers', words: 'We measure our river and write about it.', clock: '10:00' })
  await expect(claire.getByText('No class fits yet.', { exact: false })).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'an offer without a match')
  await offer(jonas, { title: 'Letters from the Elster', words: 'We draw maps.', clock: '10:30' })

  const card = jonas.getByRole('main')
  await expect(card.getByText('Both speak English C2.')).toBeVisible()
  await expect(card.getByText('25 minutes of lessons at the same time in each week.')).toBeVisible()
  await expect(card.getByRole('table', { name: 'Both calendars, week by week' })).toBeVisible()
  await expectNoBarrierInAnySight(jonas, 'an offer with a match')
  await jonas.getByRole('button', { name: 'Write a first letter' }).click()
  await expect(jonas.getByRole('textbox', { name: 'Your letter' })).toHaveValue(/Two rivers/)
  await expectNoBarrier(jonas, 'a first letter')
  await jonas.keyboard.press('Escape')

  await jonas.getByRole('button', { name: 'Start the project' }).click()
  await expect(jonas).toHaveURL(/\/p\/[^/]+\/dossier$/)
  await expect(jonas.getByText('Meeting live: we wrote “Once a month”', { exact: false })).toBeVisible()
  await claire.goto('/')
  await expect(claire.getByText('Letters from the Elster').first()).toBeVisible()
  await claire.goto('/network')
  await claire.getByText('Classes on offer', { exact: true }).click()
  await expect(claire.getByRole('list', { name: 'Results' }).getByText('Letters from the Elster')).toBeVisible()
})
