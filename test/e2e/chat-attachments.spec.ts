import { pdf as wholePdf } from '#test/helpers/pdf.ts'
import type { Locator, Page } from '@playwright/test'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { field, keptRecords, log, lostLine, menuOf, messageOf, openChat, enterChat } from './chat-page.ts'
import { allowRefusedAnswers, expect, freshPage, teachers, test } from './fixtures.ts'

const pngText = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const heron = { name: 'heron.png', mimeType: 'image/png', buffer: Buffer.from(pngText, 'base64') }
const pdf = (text: string) => ({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) })

/** A menu on its way out is one too, by its role. */
const dialog = (page: Page) =>
  page.getByRole('dialog', { name: /^(Add a picture|Add a file|Record a voice note|Picture|Put it into a page)$/ })
const chosen = (page: Page) => page.getByRole('list', { name: 'With this message' }).getByRole('listitem')

async function offer(page: Page, kind: 'Picture' | 'Voice note' | 'File') {
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
  await expect(dialog(page)).toBeVisible()
}

/** The words that are asked for with a picture; the picture lies in the draft then. */
async function describe(page: Page, words: string) {
  await dialog(page).getByRole('textbox', { name: 'What can be seen?' }).fill(words)
  await dialog(page).getByRole('button', { name: 'Add the picture' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(chosen(page).filter({ hasText: words })).toBeVisible()
}

async function addPicture(page: Page, words: string) {
  await offer(page, 'Picture')
  await dialog(page).locator('input[type=file]').first().setInputFiles(heron)
  await describe(page, words)
}

async function addFile(page: Page, text: string) {
  await offer(page, 'File')
  await dialog(page).locator('input[type=file]').setInputFiles(pdf(text))
  await dialog(page).getByRole('button', { name: 'Add the file' }).click()
  await expect(chosen(page).filter({ hasText: 'plan.pdf' })).toBeVisible()
}

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click()
const withPicture = (page: Page, words: string, channel?: string) =>
  log(page, channel)
    .locator('article[data-message]')
    .filter({ has: page.getByRole('img', { name: words }) })

test('a picture and a voice note go from one school to the other', async ({ enterPupil }) => {
  const alix = await enterPupil('Alix M.')
  const anna = await enterPupil('Anna S.')
  for (const page of [alix, anna]) await openChat(page)
  await offer(alix, 'Picture')
  await dialog(alix).locator('input[type=file]').first().setInputFiles(heron)
  await dialog(alix).getByRole('button', { name: 'Add the picture' }).click()
  await expect(alix.getByText('Describe the picture, or say that it is only decoration.')).toBeVisible()
  await describe(alix, 'A heron by the Rhône')
  await expect(field(alix)).toBeFocused()
  await alix.keyboard.type('Seen this morning')
  await alix.keyboard.press('Control+Enter')
  await expect(chosen(alix)).toHaveCount(0)
  const seen = messageOf(anna, 'Seen this morning')
  await expect(seen.getByRole('img', { name: 'A heron by the Rhône' })).toBeVisible()
  await expect(seen).not.toContainText('Alix M.')
  expect(await widthOf(seen.getByRole('img', { name: 'A heron by the Rhône' }))).toBeGreaterThan(0)
  await seen.getByRole('button', { name: 'A heron by the Rhône' }).press('Enter')
  await expect(dialog(anna).getByRole('img', { name: 'A heron by the Rhône' })).toBeVisible()
  await anna.keyboard.press('Escape')

  await offer(anna, 'Voice note')
  await dialog(anna).getByRole('button', { name: 'Start recording' }).press('Enter')
  await expect(anna.getByRole('timer')).toContainText('0:02 / 3:00')
  await anna.keyboard.press('Enter')
  await expect(dialog(anna).getByRole('button', { name: 'Listen' })).toBeFocused()
  await dialog(anna).getByRole('button', { name: 'Add the voice note' }).press('Enter')
  await expect(chosen(anna)).toHaveCount(1)
  await send(anna)
  const heard = log(alix)
    .locator('[data-message]')
    .getByRole('group', { name: /^Voice note of / })
  await expect(heard).toHaveCount(1)
  await expect(heard).not.toHaveAccessibleName(/Anna S\./)
  await heard.getByRole('button', { name: 'Listen' }).press('Enter')
  const playedSeconds = () => heard.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)
  await expect.poll(playedSeconds).toBeGreaterThan(0.5)
})

/** Pixels that came; 0 where the picture is broken. */
const widthOf = async (picture: Locator) => {
  await expect(picture).toHaveJSProperty('complete', true)
  return picture.evaluate((image: HTMLImageElement) => image.naturalWidth)
}

test('pictures chosen without a connection outlast the window, and arrive once', async ({
  enter,
  enterPupil,
  watch,
}) => {
  watch.allow(lostLine)
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await alix.context().setOffline(true)
  await addPicture(alix, 'Under the bridge')
  await send(alix)
  await addPicture(alix, 'Above the bridge')
  await expect(alix.getByText('Kept on this device. It is sent when the connection is back.')).toHaveCount(1)
  // Two pictures, the message and the draft.
  await expect.poll(() => keptRecords(alix)).toBe(4)
  const context = alix.context()
  await alix.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await openChat(again)
  for (const page of [claire, again]) await expect(withPicture(page, 'Under the bridge')).toHaveCount(1)
  await expect(chosen(again)).toContainText('Above the bridge')
  await send(again)
  for (const page of [claire, again]) await expect(withPicture(page, 'Above the bridge')).toHaveCount(1)
  await expect(again.getByText('Kept on this device')).toHaveCount(0)
  await expect(withPicture(claire, 'Under the bridge')).toHaveCount(1)
  await expect.poll(() => keptRecords(again)).toBe(0)
})

test('a file that is refused says why, is changed in the field, and the right one is there to take home', async ({
  enter,
  enterPupil,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await addFile(alix, '<script>alert(1)</script>')
  await field(alix).fill('Our plan')
  await send(alix)
  await expect(alix.getByRole('alert').filter({ hasText: 'This file is not what its name says.' })).toBeVisible()
  await expect(messageOf(claire, 'Our plan')).toHaveCount(0)
  await alix.getByRole('button', { name: 'Change it' }).click()
  await expect(field(alix)).toHaveValue('Our plan')
  await chosen(alix).getByRole('button', { name: 'Remove: plan.pdf' }).click()
  await expect(chosen(alix)).toHaveCount(0)
  await addFile(alix, wholePdf)
  await send(alix)
  const download = claire.waitForEvent('download')
  await messageOf(claire, 'Our plan').getByRole('link', { name: /plan/ }).click()
  expect((await download).suggestedFilename()).toBe('plan.pdf')
})

/** What the browser does when somebody pastes or drops a file there. */
async function give(place: Locator, type: 'paste' | 'drop') {
  await place.evaluate(
    (element, { event, text }) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
      const common = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        event === 'paste'
          ? new ClipboardEvent('paste', { ...common, clipboardData: data })
          : new DragEvent('drop', { ...common, dataTransfer: data }),
      )
    },
    { event: type, text: pngText },
  )
}

test('a picture is pasted into the field and dropped on the talk; taken away, its message takes it along', async ({
  enter,
  enterPupil,
}) => {
  const [claire, alix] = await enterChat({ enter, enterPupil })
  await give(field(alix), 'paste')
  await describe(alix, 'A pasted weir')
  await give(log(alix), 'drop')
  await describe(alix, 'A dropped weir')
  await send(alix)
  const row = withPicture(claire, 'A pasted weir')
  await expect(row.getByRole('img', { name: 'A dropped weir' })).toBeVisible()
  const address = await row.getByRole('img', { name: 'A pasted weir' }).getAttribute('src')
  const emma = await enterPupil('Emma L.')
  expect((await emma.request.get(String(address))).status()).toBe(200)
  const id = await row.getAttribute('id')
  await row.getByRole('button', { name: /^What to do with the message of/ }).click()
  await claire.getByRole('menuitem', { name: 'Delete' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(alix.locator(`#${id}`)).toContainText('This message was removed by a teacher.')
  await expect(alix.locator(`#${id}`).getByRole('img', { name: /weir/ })).toHaveCount(0)
  expect((await emma.request.get(String(address))).status()).toBe(404)
  await claire
    .locator(`#${id}`)
    .getByRole('button', { name: /^What to do with the message of/ })
    .click()
  await claire.getByRole('menuitem', { name: 'What it said before' }).click()
  const before = claire.getByRole('dialog', { name: 'What it said before' })
  expect(await widthOf(before.getByRole('img', { name: 'A dropped weir' }))).toBe(1)
})

test('a message with a picture becomes a paragraph of a page, and the picture comes along', async ({
  enter,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Pictures from the chat')
  await openChat(claire)
  await addPicture(claire, 'A mill')
  await field(claire).fill('The old mill of the valley')
  await send(claire)
  await expect(withPicture(claire, 'A mill')).toBeVisible()
  await (await menuOf(claire, 'The old mill')).getByRole('menuitem', { name: 'Put it into a page' }).click()
  await dialog(claire).getByRole('combobox', { name: 'Page' }).fill('Pictures from')
  await claire.getByRole('option', { name: 'Pictures from the chat' }).click()
  await dialog(claire).getByRole('button', { name: 'Put it there' }).click()
  await expect(claire.getByText('Now also in “Pictures from the chat”.')).toBeVisible()
  await claire.goto(address)
  const page = claire.getByRole('textbox', { name: 'Text of the page' })
  await expect(page).toContainText('The old mill of the valley')
  await expect(page.getByRole('img', { name: 'A mill' })).toBeVisible()
})

test('what is added, kept and shown has no barrier', async ({ enterPupil, watch }) => {
  watch.allow(lostLine)
  const alix = await enterPupil('Alix M.')
  // Where few have spoken: each look reads the whole screen.
  await openChat(alix, 'group', 'Rhône')
  await offer(alix, 'Picture')
  await expectNoBarrierInAnyLight(alix, 'a picture to choose')
  await dialog(alix).locator('input[type=file]').first().setInputFiles(heron)
  await describe(alix, 'A heron in any light')
  await addFile(alix, wholePdf)
  await offer(alix, 'Voice note')
  await expectNoBarrierInAnyLight(alix, 'a voice note to record')
  // The microphone beeps now and then; less than 300 ms of sound are refused.
  await dialog(alix).getByRole('button', { name: 'Start recording' }).click()
  await expect(alix.getByRole('timer')).toContainText('0:02')
  await dialog(alix).getByRole('button', { name: 'Stop recording' }).click()
  await dialog(alix).getByRole('button', { name: 'Add the voice note' }).click()
  await expect(chosen(alix)).toHaveCount(3)
  await expectNoBarrierInAnyLight(alix, 'a draft with files')
  await alix.context().setOffline(true)
  await send(alix)
  await expect(alix.getByText('Kept on this device. It is sent when the connection is back.')).toBeVisible()
  await expectNoBarrierInAnyLight(alix, 'kept with files')
  await alix.context().setOffline(false)
  await expect(withPicture(alix, 'A heron in any light', 'Rhône')).toBeVisible({ timeout: 30_000 })
  await expectNoBarrierInAnyLight(alix, 'talk with files')
  await withPicture(alix, 'A heron in any light', 'Rhône').getByRole('button', { name: 'A heron' }).click()
  await expectNoBarrierInAnyLight(alix, 'a picture, large')
})
