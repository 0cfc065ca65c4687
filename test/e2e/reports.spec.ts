import { field, menuOf, messageOf, openChat, say } from './chat-page.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

test('a pupil reports a message, a teacher sees it at once and settles it, the pupil hears of it, and a number is asked about', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix, anna] = [await enter(teachers.claire), await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  const project = await riversProject(claire)
  await claire.goto(`/p/${project}/reports`)
  await expect(claire.getByRole('heading', { name: 'Desk', level: 1 })).toBeVisible()
  // The demonstration has one already.
  const reports = claire.getByRole('article')
  await expect(reports.first()).toContainText('deux fois')
  await Promise.all([openChat(anna), openChat(alix)])
  const mean = 'Your drawing is stupid and so are you'
  await say(anna, mean)
  await expect(messageOf(alix, mean)).toBeVisible()

  await test.step('in two taps and a reason', async () => {
    const menu = await menuOf(alix, mean)
    await menu.getByRole('menuitem', { name: 'Report' }).click({ delay: 100 })
    const dialog = alix.getByRole('dialog', { name: 'Report this message' })
    await expect(dialog.getByText(/Your teachers will read this\. .* will not know that it was you\./)).toBeVisible()
    await dialog.getByRole('button', { name: 'Send the report' }).click({ delay: 100 })
    await expect(dialog.getByText('Choose what is wrong.')).toBeVisible()
    await dialog.getByText('It is mean or insults somebody').click({ delay: 100 })
    await dialog.getByRole('button', { name: 'Send the report' }).click({ delay: 100 })
    await expect(dialog.getByText('Your teachers have it now.')).toBeVisible()
    await alix.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  })

  const card = reports.filter({ hasText: mean })
  await expect(card).toContainText('Mean or insulting')
  await expect(card).toContainText('Reported by Alix M.')
  await card.getByRole('textbox', { name: 'A note' }).fill('We talked')
  await card.getByRole('button', { name: 'It is settled' }).click({ delay: 100 })
  await expect(card.getByText('Note: We talked')).toBeVisible()
  await expect(card.getByRole('button', { name: 'It is settled' })).toBeHidden()

  await alix.getByRole('link', { name: /^Notices:/ }).click({ delay: 100 })
  await expect(alix.getByText('Somebody has looked at what you reported').first()).toBeVisible()
  await anna.goto('/notices')
  await expect(anna.getByRole('heading', { name: 'Notices', level: 1 })).toBeVisible()
  await expect(anna.getByText('Somebody has looked')).toBeHidden()

  await test.step('a number is asked about before it goes, and told to the teachers after', async () => {
    await openChat(alix)
    await field(alix).fill('call me: 06 12 34 56 78')
    await alix.getByRole('button', { name: 'Send' }).click({ delay: 100 })
    const strip = alix.getByText('This looks like a phone number. Others will read it.')
    await expect(strip).toBeVisible()
    await alix.getByRole('button', { name: 'Change it' }).click({ delay: 100 })
    await expect(strip).toBeHidden()
    await expect(field(alix)).toBeFocused()
    await expect(field(alix)).toHaveValue('call me: 06 12 34 56 78')
    await alix.getByRole('button', { name: 'Send' }).click({ delay: 100 })
    await alix.getByRole('button', { name: 'Send anyway' }).click({ delay: 100 })
    await expect(messageOf(alix, '06 12 34 56 78')).toBeVisible()
    await expect(reports.filter({ hasText: '06 12 34 56 78' })).toContainText('Found by Préau: a phone number')
  })
})
