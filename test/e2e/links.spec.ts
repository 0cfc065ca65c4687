import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { allowRefusedAnswers, expect, teachers, test } from './fixtures.ts'

/** The link that the open dialog shows, once. */
const shownLink = async (page: Page, label: string) => new URL(await page.getByLabel(label).inputValue())

test('a colleague comes by a link, waits, is confirmed, and gets back in without a password', async ({
  browserOf,
  enter,
  watch,
}) => {
  const claire = await enter(teachers.claire)
  await claire.goto('/school')
  await claire.getByRole('button', { name: 'Invite staff' }).click()
  await claire.getByRole('button', { name: 'Make a link' }).click()
  const link = await shownLink(claire, 'Link of the invitation')
  await claire.keyboard.press('Escape')

  const lina = await (await browserOf()).newPage()
  await lina.goto(`/invite${link.hash}`)
  await lina.getByLabel('Your name').fill('Lina Roche')
  await lina.getByLabel('E-mail').fill('lina@demo.school')
  await lina.getByLabel('Password').fill('four quiet rivers meet')
  await expect(lina.getByText('An administrator confirms you')).toBeVisible()
  await lina.getByRole('button', { name: 'Create the account and accept' }).click()
  await expect(lina.getByRole('heading', { name: 'Almost there' })).toBeVisible()
  await expectNoBarrier(lina, 'waiting')
  await expect(lina.getByRole('navigation')).toHaveCount(0)

  await claire.goto('/notices')
  await claire.getByRole('link', { name: /Lina Roche came by a link/ }).click()
  await expect(claire.getByText('1 person waits to be confirmed').first()).toBeVisible()
  await expectNoBarrier(claire, 'school with somebody who waits')
  await claire.getByRole('button', { name: 'Confirm Lina Roche' }).click()
  await expect(claire.getByText('Lina Roche is now a colleague here.')).toBeVisible()
  await lina.getByRole('button', { name: 'Check again' }).click()
  await expect(lina.getByRole('navigation').first()).toBeVisible()

  await claire.getByRole('button', { name: 'Actions for Lina Roche' }).click()
  await claire.getByRole('menuitem', { name: 'Make a link for a new password' }).click()
  await claire.getByRole('button', { name: 'Make a link' }).click()
  const recovery = await shownLink(claire, 'Link for a new password')
  const elsewhere = await (await browserOf()).newPage()
  await elsewhere.goto(`/recover${recovery.hash}`)
  await expect(elsewhere.getByText(/This link is for Lina Roche/)).toBeVisible()
  await expectNoBarrier(elsewhere, 'a new password')
  await elsewhere.getByLabel('New password').fill('five loud rivers part')
  await elsewhere.getByRole('button', { name: 'Set the password' }).click()
  await expect(elsewhere.getByRole('navigation').first()).toBeVisible()
  allowRefusedAnswers(watch)
  await lina.goto('/classrooms')
  await expect(lina.getByRole('heading', { name: 'Welcome to the yard' })).toBeVisible()
})

/** The link in the newest letter of the outbox, once there is one. */
async function mailedLink(folder: string) {
  await expect.poll(() => readdir(folder).catch(() => [])).not.toEqual([])
  const [name = ''] = (await readdir(folder)).toSorted().toReversed()
  const source = (await readFile(join(folder, name), 'utf8')).replaceAll(/=\r?\n/g, '')
  return /recover(#[\w-]{43})/.exec(source)?.[1] ?? 'no link'
}

test('a teacher who forgot the password gets back in by the letter in the outbox', async ({
  browserOf,
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  await claire.goto('/school')
  await claire.getByRole('button', { name: 'Invite staff' }).click()
  await claire.getByRole('button', { name: 'Make a link' }).click()
  const invitation = await shownLink(claire, 'Link of the invitation')
  const page = await (await browserOf()).newPage()
  await page.goto(`/invite${invitation.hash}`)
  await page.getByLabel('Your name').fill('Marc Vidal')
  await page.getByLabel('E-mail').fill('marc@demo.school')
  await page.getByLabel('Password').fill('four quiet rivers meet')
  await page.getByRole('button', { name: 'Create the account and accept' }).click()
  await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible()

  const elsewhere = await (await browserOf()).newPage()
  await elsewhere.goto('/sign-in')
  await elsewhere.getByRole('link', { name: 'Forgotten your password?' }).click()
  await expect(elsewhere.getByRole('heading', { name: 'Forgotten your password?' })).toBeVisible()
  await elsewhere.getByLabel('E-mail').fill('marc@demo.school')
  await expectNoBarrier(elsewhere, 'forgotten password')
  await elsewhere.getByRole('button', { name: 'Send the link' }).click()
  await expect(elsewhere.getByRole('status').getByText('Look into your mailbox')).toBeVisible()
  await expectNoBarrier(elsewhere, 'a letter is on its way')
  const link = await mailedLink(join(server.dataDir, 'mails'))
  await elsewhere.goto(`/recover${link}`)
  await expect(elsewhere.getByText(/This link is for Marc Vidal/)).toBeVisible()
  await elsewhere.getByLabel('New password').fill('five loud rivers part')
  await elsewhere.getByRole('button', { name: 'Set the password' }).click()
  await expect(elsewhere.getByRole('heading', { name: 'Almost there' })).toBeVisible()
})
