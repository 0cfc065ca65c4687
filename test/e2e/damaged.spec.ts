import { join } from 'node:path'
import postgres from 'postgres'
import { socketPathIn } from '#db/socket-path.ts'
import { barriersOn } from './barriers.ts'
import { allowRefusedAnswers, expect, freshPage, riversProject, teachers, test, textOf, wordsOf } from './fixtures.ts'

/** Turns one bit of the last row of a page, behind the server's back, as a failing disk does. */
async function damage(dataDir: string, documentId: string) {
  const database = postgres({ path: await socketPathIn(dataDir, 'database.sock'), max: 1, fetch_types: false })
  await database`
    update document_log set bytes = set_bit(bytes, 20, 1 - get_bit(bytes, 20))
    where document_id = ${documentId}
      and sequence = (select max(sequence) from document_log where document_id = ${documentId})`
  await database.end()
}

test('a damaged page says so, is read by all, and a teacher goes on with every word', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const pupil = await enterPupil('Anna S.')
  const address = await freshPage(claire, server.origin, 'Worn by the water')
  await pupil.goto(address)
  await textOf(pupil).click()
  await pupil.keyboard.type('The first line.')
  await expect(pupil.getByText('Saved', { exact: true })).toBeVisible()
  await damage(server.dataDir, address.replace('/page/', ''))

  await claire.goto(`/p/${await riversProject(claire)}/pages`)
  const actions = claire.getByRole('button', { name: /Worn by the water/ })
  await actions.first().click()
  await claire.getByRole('menuitem', { name: 'Check this page' }).click()
  await expect(claire.getByText('The page is damaged. It can be read, not changed.')).toBeVisible()
  await expect(claire.getByText('Damaged', { exact: true })).toBeVisible()
  await expect(pupil.getByRole('alert')).toContainText('This page is damaged')
  await expect(pupil.getByRole('button', { name: 'Continue from the last good state' })).toHaveCount(0)
  await expect(textOf(pupil)).toHaveAttribute('contenteditable', 'false')

  await claire.goto(address)
  await expect(claire.getByRole('alert')).toContainText('nothing is thrown away')
  await expect.poll(() => wordsOf(claire)).toBe('The first line.')
  expect(await barriersOn(claire)).toEqual([])
  await claire.getByRole('button', { name: 'Check again' }).click()
  await expect(claire.getByText('The page is damaged. It can be read, not changed.').last()).toBeVisible()
  await claire.getByRole('button', { name: 'Continue from the last good state' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(claire.getByText('Everybody can write again, from the last good state.')).toBeVisible()
  await expect(claire.getByText('This page is damaged')).toHaveCount(0)
  await expect(textOf(claire)).toHaveAttribute('contenteditable', 'true')
  await textOf(claire).click()
  await claire.keyboard.press('Control+End')
  await claire.keyboard.type(' And on.')
  await expect.poll(() => wordsOf(pupil)).toBe('The first line. And on.')
  // The pupil's page comes anew with its words first, and may be written in once its rights are there too.
  await expect(textOf(pupil)).toHaveAttribute('contenteditable', 'true')
  await textOf(pupil).click()
  await pupil.keyboard.press('Control+End')
  await pupil.keyboard.type(' I too.')
  await expect.poll(() => wordsOf(claire)).toBe('The first line. And on. I too.')
})

test('who opens a page that nobody has open, and whose last row is damaged, reads what is left of it', async ({
  enter,
  server,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Half a page')
  await claire.goto(address)
  for (const line of ['The first line.', ' The second line.']) {
    await textOf(claire).click()
    await claire.keyboard.press('Control+End')
    await claire.keyboard.insertText(line)
    await expect(claire.getByText('Saved', { exact: true })).toBeVisible()
  }
  // No room outlives the process: what is stored is all there is.
  await claire.goto('about:blank')
  await server.stop()
  await server.start()
  await damage(server.dataDir, address.replace('/page/', ''))
  await claire.goto(address)
  await expect(claire.getByRole('alert')).toContainText('This page is damaged')
  await expect.poll(() => wordsOf(claire)).toBe('The first line.')
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 820],
    ['dark', 820],
  ] as const) {
    await claire.emulateMedia({ colorScheme })
    await claire.setViewportSize({ width, height: 900 })
    expect(await barriersOn(claire)).toEqual([])
    if (process.env.SHOTS)
      await claire.screenshot({ path: join(process.env.SHOTS, `damaged-${colorScheme}-${width}.png`) })
  }
})
