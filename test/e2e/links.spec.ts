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
