import { expect, type Page, test } from '@playwright/test'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { expectNoBarrier } from './barriers.ts'

/* From an empty Europe to a correspondent whom everybody finds, in a browser. */

let server: ServerProcess
test.beforeAll(async () => {
  // The second step of who has a post at an office has stories of its own.
  server = await serverProcess({ variables: { OFFICES_NEED_SECOND_STEP: '0' } })
  await server.start()
})
test.afterAll(() => server.dispose())

const password = 'four quiet rivers meet'

async function introduce(page: Page, name: string, email: string) {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password').fill(password)
}

async function choose(page: Page, field: string, words: string) {
  const box = page.getByRole('combobox', { name: field })
  await box.click()
  await page.getByRole('option').nth(1).waitFor()
  await box.fill(words)
  await page.getByRole('option', { name: words, exact: true }).click()
  await expect(box).toHaveValue(words)
}

const shownLink = async (page: Page) => new URL(await page.getByLabel('Link of the invitation').inputValue()).hash

test('Europe opens the office of a country, whose correspondent is found on the public page', async ({ browser }) => {
  // A list closes when its page is scrolled: all of the set-up is in sight.
  const sight = { baseURL: server.origin, locale: 'en-GB', viewport: { width: 1280, height: 1400 } }
  const open = async () => (await browser.newContext(sight)).newPage()
  const [, token = ''] = /\/setup(#\S+)/.exec(await server.output()) ?? []
  const europe = await open()
  await europe.goto(`/setup${token}`)
  await europe.getByText('The office of Europe').click()
  await europe.getByLabel('Name of the office').fill('Office of Europe')
  await europe.getByLabel('Town').fill('Brussels')
  await choose(europe, 'Country', 'Belgium')
  await introduce(europe, 'Ingrid Larsen', 'ingrid@office.test')
  await europe.getByRole('button', { name: 'Open the office' }).click()

  await europe.getByRole('navigation').getByRole('link', { name: 'Office', exact: true }).click()
  await expect(europe.getByText('Nothing waits.')).toBeVisible()
  await expectNoBarrier(europe, 'an empty desk')
  await europe.getByRole('link', { name: 'People of the office' }).click()
  await expect(europe.getByRole('heading', { level: 1, name: 'People of the office' })).toBeVisible()
  await expectNoBarrier(europe, 'people of an office')
  await europe.getByRole('button', { name: 'Open the office of a country' }).click()
  await choose(europe, 'Country', 'Italy')
  await europe.getByLabel('Name of the office').fill('Ufficio nazionale')
  await europe.getByLabel('Town').fill('Firenze')
  await europe.getByLabel('E-mail of the director').fill('livia@office.test')
  await expectNoBarrier(europe, 'opening an office')
  await europe.getByRole('dialog').getByRole('button', { name: 'Open the office of a country' }).click()
  const forLivia = await shownLink(europe)

  const livia = await open()
  await livia.goto(`/invite${forLivia}`)
  await expect(livia.getByText('Mandate: Director.')).toBeVisible()
  await introduce(livia, 'Livia Conti', 'livia@office.test')
  await livia.getByRole('button', { name: 'Create the account and accept' }).click()
  await livia.getByRole('navigation').getByRole('link', { name: 'Office', exact: true }).click()
  await livia.getByRole('link', { name: 'People of the office' }).click()
  await livia.getByRole('button', { name: 'Give a mandate' }).click()
  await choose(livia, 'Region', 'Lazio')
  await livia.getByRole('dialog').getByRole('textbox', { name: 'E-mail' }).fill('carla@office.test')
  await expectNoBarrier(livia, 'giving a mandate')
  await livia.getByRole('dialog').getByRole('button', { name: 'Give a mandate' }).click()
  const forCarla = await shownLink(livia)

  const carla = await open()
  await carla.goto(`/invite${forCarla}`)
  await introduce(carla, 'Carla Ferri', 'carla@office.test')
  await carla.getByRole('button', { name: 'Create the account and accept' }).click()
  await expect(carla.getByRole('heading', { name: 'Almost there' })).toBeVisible()
  await livia.goto('/school')
  await livia.getByRole('button', { name: 'Confirm Carla Ferri' }).click()
  await expect(livia.getByText('Carla Ferri is now a colleague here.')).toBeVisible()

  await livia.goto('/office/people')
  await expect(livia.getByRole('row', { name: /Carla Ferri.*Correspondent.*Lazio/ })).toBeVisible()
  await livia.getByRole('link', { name: 'Regions', exact: true }).click()
  await expect(livia.getByText('Correspondent: Carla Ferri.')).toBeVisible()
  await expectNoBarrier(livia, 'regions of an office')

  const visitor = await (
    await browser.newContext({ baseURL: server.origin, locale: 'en-GB', javaScriptEnabled: false })
  ).newPage()
  await visitor.goto('/offices')
  await visitor.getByRole('link', { name: 'Italy' }).click()
  await visitor.getByLabel('Region, town or code of your school').fill('lazio')
  await visitor.getByRole('button', { name: 'Find' }).click()
  await visitor.getByRole('link', { name: 'Lazio' }).first().click()
  await expect(visitor.getByRole('heading', { level: 1, name: 'Lazio' })).toBeVisible()
  await expect(visitor.getByText('Carla Ferri')).toBeVisible()

  const reader = await open()
  await reader.goto(visitor.url())
  await expectNoBarrier(reader, 'public page of a region')
})
