import { pdf } from '#test/helpers/pdf.ts'
import type { Page } from '@playwright/test'
import { column, freshBoard } from './boards.ts'
import { allowRefusedAnswers, expect, teachers, test } from './fixtures.ts'

const freshWall = (page: Page, origin: string, title: string, objects = [column('aaaa', 'Seen', 'a0')]) =>
  freshBoard(page, origin, { kind: 'wall', title, objects })

test('a voice note is recorded, heard first, sent, and played by another from any place', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Voices')
  await Promise.all([claire.goto(address), alix.goto(address)])
  await alix.getByRole('button', { name: 'Add a card' }).first().click()
  await alix.getByRole('button', { name: 'Voice note' }).press('Enter')
  await alix.getByRole('button', { name: 'Start recording' }).press('Enter')
  await expect(alix.getByRole('timer')).toContainText('0:02 / 3:00')
  // The same button, so that a key goes on where it is.
  await alix.keyboard.press('Enter')
  const own = alix.getByRole('group', { name: 'Your recording' })
  await expect(own.getByRole('button', { name: 'Listen' })).toBeFocused()
  await alix.keyboard.press('Enter')
  await expect(own.getByRole('button', { name: 'Pause' })).toBeVisible()
  await alix.getByRole('button', { name: 'Send the voice note' }).press('Enter')
  await expect(alix.getByRole('dialog')).toHaveCount(0)

  const heard = claire.getByRole('group', { name: 'Voice note' })
  await heard.getByRole('slider').press('ArrowRight')
  await heard.getByRole('button', { name: 'Listen' }).press('Enter')
  await expect.poll(() => claire.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)).toBeGreaterThan(1.2)
  const length = await claire.evaluate(() => document.querySelector('audio')?.duration)
  expect(length).toBeGreaterThan(1.5)
  expect(length).toBeLessThan(60)
})

test('a file that holds something else is refused in words, and the right one is there to download', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Files')
  await Promise.all([claire.goto(address), alix.goto(address)])
  await alix.getByRole('button', { name: 'Add a card' }).first().click()
  await alix.getByRole('button', { name: 'File', exact: true }).press('Enter')
  const give = (name: string, text: string) =>
    alix.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) })
  await give('plan.pdf', '<script>alert(1)</script>')
  await alix.getByRole('button', { name: 'Add the file' }).press('Enter')
  await expect(alix.getByRole('alert')).toContainText('This file is not what its name says.')
  await give('plan.pdf', pdf)
  await alix.getByRole('button', { name: 'Add the file' }).press('Enter')
  await expect(alix.getByRole('dialog')).toHaveCount(0)
  const download = claire.waitForEvent('download')
  await claire.getByRole('link', { name: /plan/ }).click()
  expect((await download).suggestedFilename()).toBe('plan.pdf')
})

test('a picture asks for its words', async ({ enterPupil, enter, server }) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const address = await freshWall(claire, server.origin, 'Pictures')
  await alix.goto(address)
  await alix.getByRole('button', { name: 'Add a card' }).first().click()
  await alix.getByRole('button', { name: 'Picture', exact: true }).press('Enter')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  await alix.locator('input[type=file]').first().setInputFiles({ name: 'r.png', mimeType: 'image/png', buffer: png })
  await alix.getByRole('button', { name: 'Add the picture' }).press('Enter')
  await expect(alix.getByText('Describe the picture, or say that it is only decoration.')).toBeVisible()
  await alix.getByRole('textbox', { name: 'What can be seen?' }).fill('A heron by the Isère')
  await alix.getByRole('button', { name: 'Add the picture' }).press('Enter')
  await expect(alix.getByRole('img', { name: 'A heron by the Isère' })).toBeVisible()
})

test('a picture that is dropped or pasted becomes a card where it fell', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshWall(claire, server.origin, 'Pictures', [
    column('aaaa', 'Seen', 'a0'),
    column('bbbb', 'Wondered', 'a1'),
  ])
  await claire.goto(address)
  const wondered = claire.getByRole('region', { name: 'Wondered', exact: true })
  await expect(wondered).toBeVisible()
  await claire.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 60
    canvas.height = 40
    canvas.getContext('2d')?.fillRect(0, 0, 60, 40)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    if (blob !== null) data.items.add(new File([blob], 'otter.png', { type: 'image/png' }))
    const target = [...document.querySelectorAll('[data-drop-group]')].at(-1)
    target?.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }))
    target?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  const dialog = claire.getByRole('dialog')
  await dialog.getByRole('textbox').fill('An otter on a stone')
  await dialog
    .getByRole('button', { name: /Add|Send/ })
    .last()
    .click()
  await expect(wondered.getByRole('img', { name: 'An otter on a stone' })).toBeVisible()
  await claire.getByRole('button', { name: 'Done', exact: true }).click()
  // An address that is pasted is a link.
  await claire.getByRole('region', { name: 'Seen', exact: true }).getByRole('heading').click()
  await claire.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'https://example.org/fish')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await claire.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(claire.getByRole('link', { name: /example.org\/fish/ })).toBeVisible()
})
