import { expectNoBarrier } from './barriers.ts'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* An office tells something in two languages, and two schools show their project: both are read without an account. */

test('news and a project are written, agreed to, read by everybody, and withdrawn', async ({
  enter,
  browser,
  server,
}) => {
  test.slow()
  const { password } = teachers.claire
  const [lea, claire, jonas] = [
    await enter({ email: 'lea@demo.school', password }),
    await enter(teachers.claire),
    await enter(teachers.jonas),
  ]
  const noScript = { baseURL: server.origin, locale: 'de-DE', javaScriptEnabled: false }
  const visitor = await (await browser.newContext(noScript)).newPage()

  await lea.goto('/office')
  await lea.getByRole('link', { name: 'News', exact: true }).click()
  await expect(lea.getByText('Nothing has been written here yet.')).toBeVisible()
  await lea.getByRole('button', { name: 'Write news' }).click()
  const dialog = lea.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Two rivers')
  await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('A project begins.\n\nCome and see.')
  await expectNoBarrier(lea, 'writing news')
  await dialog.getByRole('button', { name: 'Keep as a draft' }).click()
  await expect(lea.getByRole('heading', { name: 'Two rivers', level: 1 })).toBeVisible()
  await lea.getByRole('button', { name: 'Add a language' }).click()
  // All but the field whose list is open is hidden from a reader.
  const language = lea.getByRole('combobox', { name: 'Language', includeHidden: true }).nth(1)
  await language.click()
  await language.fill('German')
  await expect(lea.getByRole('option')).toHaveText(['German'])
  // As a phone's keyboard does it: the list goes along.
  await lea.evaluate(() => globalThis.scrollBy({ top: -16, behavior: 'instant' }))
  await lea.getByRole('option').click()
  await expect(language).toHaveValue('German')
  await lea.getByLabel('Title').nth(1).fill('Zwei Flüsse')
  await lea.getByRole('textbox', { name: 'Text', exact: true }).nth(1).fill('Ein Projekt beginnt.')
  await lea.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(lea.getByText('Saved.')).toBeVisible()
  await lea.getByRole('button', { name: 'Publish' }).click()
  await expect(lea.getByText('Published', { exact: true })).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'an item of news')

  await visitor.goto('/news')
  await visitor.getByRole('link', { name: 'Zwei Flüsse' }).click()
  await expect(visitor.getByText('Ein Projekt beginnt.')).toBeVisible()
  await visitor.getByRole('link', { name: /Englisch: Two rivers/ }).click()
  await expect(visitor.getByRole('heading', { name: 'Two rivers', level: 1 })).toBeVisible()
  await claire.goto('/')
  await expect(claire.getByRole('list', { name: 'News' }).getByRole('link', { name: 'Two rivers' })).toBeVisible()

  await claire
    .getByRole('link', { name: /Nos rivières/ })
    .first()
    .click()
  await claire.getByRole('link', { name: 'Settings', exact: true }).click()
  await claire.getByRole('link', { name: 'Show the project in the gallery' }).click()
  await claire.getByLabel('Title').fill('Rivers of ours')
  await claire.getByLabel('What you did').fill('We measured them.')
  await claire.getByText('Boards', { exact: true }).click()
  await claire.getByRole('button', { name: 'Save', exact: true }).click()
  await claire.getByRole('button', { name: 'Agree for my school' }).click()
  await expect(claire.getByText(/Jean-Moulin: agreed/)).toBeVisible()
  await expectNoBarrier(claire, 'a project in the gallery')
  await jonas.goto(new URL(claire.url()).pathname)
  await jonas.getByRole('button', { name: /^(Agree for my school|Für meine Schule zustimmen)$/ }).click()
  await expect(jonas.getByText(/^(Everybody reads it|Für alle zu lesen)$/)).toBeVisible()

  await visitor.goto('/gallery?tool=board')
  await visitor.getByRole('link', { name: 'Rivers of ours' }).click()
  await expect(visitor.getByText('We measured them.')).toBeVisible()
  const shown = visitor.url()
  const reader = await (await browser.newContext({ baseURL: server.origin, locale: 'en-GB' })).newPage()
  for (const path of ['/news', '/texts', '/gallery', shown]) {
    await reader.goto(path)
    await expectNoBarrier(reader, `public page ${new URL(path, server.origin).pathname}`)
  }
  await claire.getByRole('button', { name: 'Withdraw at once' }).click()
  await expect(claire.getByText('Not shown', { exact: true })).toBeVisible()
  // Where it said so already before, the answer may still be on its way.
  await expect(async () => {
    await visitor.goto(shown)
    await expect(visitor.getByText('Diese Seite gibt es nicht')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 10_000 })
})
