import type { Locator } from '@playwright/test'
import { expect, riversProject, teachers, test } from './fixtures.ts'

/** By keyboard: the box itself lies under what is drawn. */
async function untick(row: Locator) {
  const box = row.getByRole('checkbox')
  if (!(await box.isChecked())) return
  await box.press('Space')
  await expect(box).not.toBeChecked()
}

test('a teacher makes a classroom, pastes a list with mistakes, mends them and prints the cards', async ({ enter }) => {
  const page = await enter(teachers.jonas)
  await page.goto('/classrooms')
  await page.getByRole('button', { name: 'Make a classroom' }).first().click()
  await page.getByRole('textbox', { name: 'Name of the classroom' }).fill('Klasse 8c')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Klasse 8c' })).toBeVisible()

  await page.getByRole('button', { name: 'Add pupils' }).click()
  const list = 'Ada Lovelace\nAda Lovelace\nGrace Hopper\n<script>\nÉmilie du Châtelet'
  await page.getByRole('textbox', { name: 'Names of the pupils' }).fill(list)
  await page.getByRole('button', { name: 'Check the list' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This name has characters that cannot be used.')).toBeVisible()
  await untick(dialog.getByRole('row').filter({ hasText: '<script>' }))
  await dialog.getByRole('button', { name: /^Add \d pupils$/ }).click()
  await expect(page.getByRole('row', { name: /Grace H\./ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Émilie/ })).toBeVisible()
  await expect(page.getByText('script')).toHaveCount(0)

  await page.getByRole('button', { name: 'Print cards' }).click()
  await page.getByRole('button', { name: /^Make \d cards$/ }).click()
  const sheet = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Grace H.' }) })
  const code = (await sheet.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).textContent()) ?? ''
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  await expect(sheet.getByRole('img', { name: 'QR code of Grace H.' })).toBeVisible()
  // The card opens what it should.
  const pupil = await enter({ card: code })
  await pupil.goto('/')
  await expect(pupil.getByRole('heading', { name: 'Hello, Grace!' })).toBeVisible()
})

test('a pupil is moved to another group by keyboard, and moved back', async ({ enter }) => {
  const page = await enter(teachers.jonas)
  await page.goto(`/p/${await riversProject(page)}/people`)
  const group = (name: string) => page.getByRole('grid', { name })
  await expect(group('Elbe').getByRole('row', { name: /Greta N\./ })).toBeVisible()
  for (const [from, to] of [
    ['Elbe', 'Loire'],
    ['Loire', 'Elbe'],
  ] as const) {
    await group(from)
      .getByRole('row', { name: /Greta N\./ })
      .focus()
    // Past the handle for dragging.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(group(from).getByRole('button', { name: 'Actions for Greta N.' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: to })).toBeVisible()
    await page.keyboard.type(to)
    await page.keyboard.press('Enter')
    await expect(group(to).getByRole('row', { name: /Greta N\./ })).toBeVisible()
    await expect(page.getByText(`Greta N. is now in: ${to}`)).toBeAttached()
    await expect(group(from).getByRole('row', { name: /Greta N\./ })).toHaveCount(0)
  }
})
