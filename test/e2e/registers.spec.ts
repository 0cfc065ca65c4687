import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { claire } from '../helpers/demo.ts'
import { startOfficeServer } from '../helpers/office-server.ts'
import type { ServerProcess } from '../helpers/server-process.ts'
import { expectNoBarrierInAnyLight } from './barriers.ts'

/** A demonstration of its own: the others' have no office, and show nothing of the programme. */
let server: ServerProcess
test.beforeAll(async () => {
  server = await startOfficeServer()
})
test.afterAll(() => server.dispose())

const register = join(import.meta.dirname, '../fixtures/registers/fr.csv')

async function enterOffice(page: Page) {
  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('E-mail').fill(claire.email)
  await page.getByLabel('Password').fill(claire.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${server.origin}/`)
  await page.goto(`${server.origin}/office/schools`)
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible()
}

test('an office takes in the register of France, looks at what it would do, does it, and undoes it', async ({
  page,
}) => {
  await enterOffice(page)
  await page.getByRole('tab', { name: 'Registers' }).click()
  await expectNoBarrierInAnyLight(page)

  await page.getByRole('button', { name: 'Take in a register' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take in a register' })
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose the file' }).click()
  await (await chooser).setFiles(register)
  await expectNoBarrierInAnyLight(page)
  await dialog.getByRole('button', { name: 'Look at it' }).click()

  await expect(page.getByText('This is the Annuaire de l’éducation of France')).toBeVisible()
  await expect(page.getByText('In the first line: Collège Jean-Moulin')).toBeVisible()
  await expectNoBarrierInAnyLight(page)
  await page.getByRole('button', { name: 'Read it in' }).click()
  await page.getByRole('button', { name: 'Try it' }).click()

  await expect(page.getByRole('listitem').filter({ hasText: 'new' })).toHaveText('4new')
  await expect(page.getByRole('table', { name: '4 lines with errors' })).toContainText('its last letter does not fit')
  await expectNoBarrierInAnyLight(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Take all of them as a file' }).click()
  expect((await download).suggestedFilename()).toBe('errors.csv')
  await page.getByRole('button', { name: 'Take over 4 schools' }).click()
  await expect(page.getByText('Done', { exact: true })).toBeVisible()

  await page.getByRole('tab', { name: 'Schools' }).click()
  await page.getByRole('searchbox', { name: 'Code, name or town' }).fill('ecole maternelle pres')
  await expect(page.getByRole('table', { name: 'Schools' })).toContainText('Normandie')
  await expectNoBarrierInAnyLight(page)

  await page.getByRole('tab', { name: 'Registers' }).click()
  await page.getByRole('button', { name: 'Open fr.csv' }).click()
  await page.getByRole('button', { name: 'Undo this register' }).click()
  await expect(page.getByText('Undone', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Schools' }).click()
  await page.getByRole('searchbox', { name: 'Code, name or town' }).fill('ecole maternelle pres')
  await expect(page.getByText('No school is called so.')).toBeVisible()
})
