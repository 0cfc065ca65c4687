import { expectNoBarrier } from './barriers.ts'
import { expect, teachers, test } from './fixtures.ts'

test('an administrator sees the school at a glance, moves its classes up and back, and shows it to everybody for as long as they want', async ({
  enter,
  browserOf,
  watch,
}) => {
  const claire = await enter(teachers.claire)
  await claire.goto('/school')
  await claire.getByRole('tab', { name: 'At a glance' }).click()
  await expect(claire.getByRole('heading', { name: 'What waits' })).toBeVisible()
  const classes = claire.getByRole('table', { name: /class/ })
  await expect(classes.getByRole('row').nth(1)).toContainText('Claire')
  await expect(claire.getByRole('table', { name: 'Projects of this year' })).toContainText('European')
  await expectNoBarrier(claire, 'school at a glance')

  await claire.getByRole('tab', { name: 'New school year' }).click()
  const fifth = claire.getByRole('group', { name: '5e B' })
  await expect(fifth.getByRole('textbox', { name: 'New name' })).toHaveValue('4e B')
  await fifth.getByRole('textbox', { name: 'New name' }).fill('4e Lynx')
  await claire.getByRole('button', { name: 'See what would change' }).click()
  const change = claire.getByRole('table', { name: 'What would change' }).getByRole('row').filter({ hasText: '5e B' })
  await expect(change).toContainText('4e Lynx')
  await expectNoBarrier(claire, 'classes that would move up')
  await claire.getByRole('button', { name: 'Move up now' }).click()
  await expect(claire.getByText('5e B → 4e Lynx')).toBeVisible()
  await claire.getByRole('button', { name: 'Undo' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click()
  await expect(claire.getByText('The last move was undone')).toBeVisible()
  await expect(fifth.getByRole('textbox', { name: 'New name' })).toHaveValue('4e B')
  await expectNoBarrier(claire, 'classes to move up')

  await claire.getByRole('tab', { name: 'Details' }).click()
  const isPublic = claire.getByRole('switch', { name: 'Everybody may read a page about the school' })
  await isPublic.press('Space')
  const link = claire.getByRole('link', { name: /\/schools\// })
  await expect(link).toBeVisible()
  await expectNoBarrier(claire, 'school details')
  const address = (await link.getAttribute('href')) ?? ''

  const anybody = await (await browserOf({ locale: 'fr-FR', viewport: { width: 320, height: 700 } })).newPage()
  await anybody.goto(address)
  await expect(anybody.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(anybody.getByRole('heading', { name: 'Projets', exact: true })).toBeVisible()
  await expect(anybody.getByText('Projet européen').first()).toBeVisible()
  expect(await anybody.locator('script').count()).toBe(0)
  // The one style is let in by its hash: without it, the body would have a margin.
  await expect(anybody.locator('body')).toHaveCSS('margin-left', '0px')
  const width = await anybody.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(320)
  await expectNoBarrier(anybody, 'the school’s public page')

  await isPublic.press('Space')
  await expect(link).toBeHidden()
  watch.allow(/Failed to load resource: the server responded with a status of 404/)
  await anybody.reload()
  await expect(anybody.getByRole('heading', { name: 'Cette page n’existe pas' })).toBeVisible()
})
