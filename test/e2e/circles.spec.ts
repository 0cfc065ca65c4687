import type { Page } from '@playwright/test'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { test } from './with-office.ts'

/* Teachers meet in a circle about a theme, which an office recommends; one keeps a search, and gives it up again. */

const name = 'Theatre in two languages'

async function found(page: Page) {
  await page.goto('/network/circles')
  await page.getByRole('link', { name: 'Start a circle' }).click()
  await page.getByRole('button', { name: 'Start the circle' }).click()
  await expect(page.getByText('Give it a name.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'What it is about' }).fill('How we rehearse far from each other. Θέατρο.')
  await page.getByText('by asking a moderator').click()
  await expectNoBarrierInAnySight(page, 'a new circle')
  await page.getByRole('button', { name: 'Start the circle' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('a circle is founded, found in another script, asked for, written in, recommended and ended', async ({
  enter,
}) => {
  test.slow()
  const { password } = teachers.claire
  const [claire, nadia, lea] = [
    await enter(teachers.claire),
    await enter({ email: 'nadia@demo.school', password }),
    await enter({ email: 'lea@demo.school', password }),
  ]
  await found(claire)

  await nadia.goto('/network?list=circles')
  await nadia.getByRole('searchbox', { name: 'Search by name, town or word' }).fill('theatro')
  await expect(nadia.getByRole('list', { name: 'Results' }).getByText(name)).toBeVisible()
  await nadia.getByRole('button', { name: 'Save this search' }).click()
  await expect(nadia.getByText(/^Saved\. /)).toBeVisible()
  await nadia.getByRole('link', { name: 'Look at the circle' }).click()
  await nadia.getByRole('textbox', { name: 'Why you would like to join' }).fill('We play Goldoni.')
  await expectNoBarrierInAnySight(nadia, 'a circle before one is in it')
  await nadia.getByRole('button', { name: 'Ask to join' }).click()
  await expect(nadia.getByText('You have asked to join.', { exact: false })).toBeVisible()

  await claire.goto('/')
  await expect(claire.getByText('The next four weeks')).toBeVisible()
  await expect(claire.getByText('Classes that fit yours')).toBeVisible()
  await expect(claire.getByRole('link', { name: `${name}: 1 asks to join` })).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'the home of a teacher of the programme')

  await claire.goto('/notices')
  await claire.getByRole('link', { name: new RegExp(`Nadia Benali.*${name}`) }).click()
  await expect(claire.getByText('We play Goldoni.')).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'a circle that somebody asks to join')
  await claire.getByRole('button', { name: 'Let in Nadia Benali' }).click()
  await expect(claire.getByRole('region', { name: 'Members' })).toContainText('Nadia Benali')

  await claire.getByRole('button', { name: 'Take out Nadia Benali' }).click()
  const asked = claire.getByRole('alertdialog')
  await expect(asked).toContainText('They can ask to join again.')
  await expectNoBarrierInAnySight(claire, 'taking a member out')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(claire.getByRole('region', { name: 'Members' })).toContainText('Nadia Benali')

  await claire.getByRole('link', { name: 'Change the circle' }).click()
  const about = claire.getByRole('textbox', { name: 'What it is about' })
  await expect(about).toHaveValue(/^How we rehearse/)
  await about.fill('How we rehearse far from each other, and play together. Θέατρο.')
  await expectNoBarrierInAnySight(claire, 'a circle that is changed')
  await claire.getByRole('button', { name: 'Save' }).click()
  await expect(claire.getByText('Saved.', { exact: true })).toBeVisible()
  await claire.getByRole('link', { name, exact: true }).click()
  await expect(claire.getByText('and play together.', { exact: false })).toBeVisible()

  await nadia.reload()
  await nadia.getByRole('link', { name: 'To the forum' }).click()
  await nadia.getByRole('button', { name: 'Start a topic' }).first().click()
  const dialog = nadia.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'What is it about?' }).fill('Which play first?')
  await dialog.getByRole('textbox', { name: 'Your first words' }).fill('Something with many parts.')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(nadia.getByRole('heading', { level: 1, name: 'Which play first?' })).toBeVisible()
  await nadia.getByRole('link', { name: 'Pages', exact: true }).click()
  await expect(nadia.getByText('No pages yet. Start one for everybody in the circle.')).toBeVisible()
  await expect(nadia.getByRole('link', { name: 'About the project' })).toHaveCount(0)
  await nadia.getByRole('link', { name: 'People', exact: true }).click()
  await expect(nadia.getByRole('heading', { level: 1, name })).toBeVisible()

  await lea.goto('/office')
  await lea.getByRole('link', { name: 'Circles', exact: true }).click()
  await lea.getByRole('button', { name: /^Recommend it to the teachers of my country/ }).click()
  await expect(lea.getByRole('button', { name: /^Recommend it no more/ })).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'circles of an office')

  await nadia.goto('/network/circles')
  await expect(nadia.getByText('Recommended by', { exact: false }).first()).toBeVisible()
  await expectNoBarrierInAnySight(nadia, 'circles')
  await nadia.goto('/network/searches')
  await expect(nadia.getByRole('heading', { name: /theatro/ })).toBeVisible()
  await expectNoBarrierInAnySight(nadia, 'saved searches')
  await nadia.getByRole('link', { name: 'See what is new' }).click()
  await expect(nadia.getByText('Nothing new since then.')).toBeVisible()
  await nadia.getByRole('link', { name: 'Saved searches' }).click()
  await nadia.getByRole('button', { name: /^Remove/ }).click()
  await expect(nadia.getByText('You have saved no search yet.', { exact: false })).toBeVisible()

  await claire.getByRole('button', { name: 'End the circle for good' }).click()
  const sure = claire.getByRole('alertdialog').or(claire.getByRole('dialog'))
  await expect(sure).toContainText('this cannot be undone')
  await sure.getByRole('button', { name: 'End the circle for good' }).click()
  await expect(claire.getByText('over', { exact: true })).toBeVisible()
})
