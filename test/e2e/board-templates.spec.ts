import type { Page } from '@playwright/test'
import { barriersOn } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

async function openNew(page: Page) {
  await page.goto(`/p/${await riversProject(page)}/pages`)
  await page.getByRole('button', { name: 'New page or board' }).click()
  return page.getByRole('dialog', { name: 'New page or board' })
}

async function openAsList(page: Page) {
  await page.waitForURL(/\/board\//)
  await expect(page.getByText('Saved').first()).toBeVisible()
  await page.keyboard.press('Control+Shift+L')
}

test('a board begins with a template, is saved as one, and another begins with that', async ({ enter }) => {
  const page = await enter(teachers.claire, { colorScheme: 'dark' })
  const dialog = await openNew(page)
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Notre film')
  await dialog.getByRole('radio', { name: /^Board/ }).check({ force: true })
  await expect(dialog.getByRole('radio', { name: /^Mind map/ })).toBeVisible()
  const pictures = dialog.locator('img[src^="data:image/svg+xml"]')
  await expect(pictures).toHaveCount(5)
  for (const picture of await pictures.all())
    expect(await picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(
      100,
    )
  expect(await barriersOn(page)).toEqual([])
  // By keyboard: from the first of them to the storyboard.
  await dialog.getByRole('radio', { name: /^Empty/ }).focus()
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^Storyboard/ })).toBeChecked()
  await dialog.getByRole('button', { name: 'Start' }).click()
  await openAsList(page)
  await expect(page.getByText('Scene 6').first()).toBeVisible()

  await page.goto(`/p/${await riversProject(page)}/pages`)
  await expect(page.locator('tr', { hasText: 'Notre film' }).locator('img')).toBeVisible()
  await page.getByRole('button', { name: 'Actions for Notre film' }).click()
  await page.getByRole('menuitem', { name: 'Save as a template' }).click()
  const saving = page.getByRole('dialog', { name: 'Save as a template' })
  await saving.getByRole('textbox', { name: 'Title' }).fill('Film en six scènes')
  await saving.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('“Film en six scènes” is a template now')).toBeVisible()

  const again = await openNew(page)
  await again.getByRole('textbox', { name: 'Title' }).fill('Noch ein Film')
  await again.getByRole('radio', { name: /^Board/ }).check({ force: true })
  await again.getByText('Film en six scènes').click()
  await expect(again.getByRole('radio', { name: /^Film en six scènes/ })).toBeChecked()
  await again.getByRole('button', { name: 'Start' }).click()
  await openAsList(page)
  await expect(page.getByText('Scene 6').first()).toBeVisible()
})
