import { expect, teachers, test } from './fixtures.ts'

test('a teacher sees all groups at work, gives them ten minutes and one line more, and shows it to the class without names', async ({
  enter,
  enterPupil,
  server,
}) => {
  const [claire, alix] = [await enter(teachers.claire), await enterPupil('Alix M.')]
  const get = async (path: string) => (await claire.request.get(`${server.origin}/api/${path}`)).json()
  const { projects } = await get('projects')
  const { id } = projects.find(({ name }: { name: string }) => name.startsWith('Nos rivières'))
  const { documents } = await get(`projects/${id}/documents`)
  // Other stories leave templates and pages of their own.
  const books = documents.filter(({ title }: { title: string }) => title.startsWith('Carnet de rivière'))
  const template = books.find(({ isTemplate }: { isTemplate: boolean }) => isTemplate)
  const page = books.find(({ group }: { group: { name: string } | null }) => group?.name === 'Rhône')
  await Promise.all([claire.goto(`${server.origin}/p/${id}/live`), alix.goto(`${server.origin}/page/${page.id}`)])
  const tiles = claire.getByRole('list', { name: 'Groups' }).locator('> li')
  const tile = tiles.filter({ has: claire.getByRole('heading', { name: 'Rhône' }) })

  await test.step('what a pupil writes is there within seconds, with who writes it', async () => {
    await expect(tiles).toHaveCount(6)
    await expect(alix.locator('.ProseMirror')).toBeVisible()
    await expect(tile.getByText('1 of 8 here')).toBeVisible()
    await alix.locator('.ProseMirror').press('Control+End')
    await alix.keyboard.press('Enter')
    await alix.keyboard.type('The river rose in the night', { delay: 20 })
    await expect(tile.getByRole('listitem').last()).toHaveText(/Alix M\.: The river rose in the night/)
    await expect(tile.getByText('Writing')).toBeVisible()
  })

  await test.step('a hand puts its group first', async () => {
    await alix.getByRole('button', { name: /^Hands:/ }).click({ delay: 100 })
    await alix.getByRole('button', { name: 'Raise my hand' }).click({ delay: 100 })
    await alix.keyboard.press('Escape')
    await expect(tile.getByText('1 hand up')).toBeVisible()
  })

  await test.step('the timer is seen by all, and stands still for all', async () => {
    await claire.getByRole('button', { name: 'Set a timer' }).click({ delay: 100 })
    await claire.getByLabel('What the time is for').fill('Write the last line')
    await claire.keyboard.press('Enter')
    const strip = alix.getByRole('region', { name: 'Timer' })
    await expect(strip).toContainText('Write the last line')
    await expect(strip.getByRole('timer')).toHaveText(/^(10:00|9:5\d)$/)
    await expect(alix.getByText(/^Write the last line\. A timer runs/)).toBeAttached()
    await expect(strip.getByRole('button')).toHaveCount(0)
    await claire.getByRole('button', { name: 'Stop for a while' }).click({ delay: 100 })
    await expect(strip.getByText('Stopped for a while')).toBeVisible()
  })

  await test.step('one line reaches the page of each group while they write', async () => {
    await claire.goto(`${server.origin}/page/${template.id}`)
    await claire.getByRole('button', { name: 'Give an instruction' }).click({ delay: 100 })
    await claire.getByLabel('What all groups should do now').fill('Now read it aloud')
    await claire.getByRole('button', { name: 'Put it into all copies' }).click({ delay: 100 })
    await expect(claire.getByText('It stands in 6 copies.')).toBeVisible()
    await expect(alix.locator('.ProseMirror strong', { hasText: 'Now read it aloud' })).toBeVisible()
    await expect(alix.locator('.ProseMirror')).toContainText('The river rose in the night')
  })

  await test.step('on a projector there are no names and no hands, and this device keeps that', async () => {
    await claire.getByRole('link', { name: 'Live' }).click({ delay: 100 })
    await claire.getByRole('button', { name: 'Projector' }).click({ delay: 100 })
    await expect(tile.getByText('1 hand up')).toHaveCount(0)
    await claire.reload()
    await expect(tile.getByText('Now read it aloud')).toBeVisible()
    await expect(claire.getByText('Alix M.')).toHaveCount(0)
    await expect(claire.locator('[data-initials]:not([data-initials=""])').filter({ visible: true })).toHaveCount(0)
    await claire.getByRole('button', { name: 'Show names' }).click({ delay: 100 })
    await claire.getByRole('button', { name: 'End the timer' }).click({ delay: 100 })
    await expect(alix.getByRole('region', { name: 'Timer' })).toHaveCount(0)
  })
})
