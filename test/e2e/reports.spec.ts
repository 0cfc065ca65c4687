import { field, messageOf, openChat } from './chat-page.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

// What a pupil reports, and how it is answered, is told in lesson.spec.ts.
test('a pupil is asked about a number before it goes, and it is told to the teachers after', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  await claire.goto(`/p/${await riversProject(claire)}/reports`)
  await expect(claire.getByRole('heading', { name: 'Desk', level: 1 })).toBeVisible()
  // The demonstration has one already.
  const reports = claire.getByRole('article')
  await expect(reports.filter({ hasText: 'deux fois' })).toBeVisible()
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
