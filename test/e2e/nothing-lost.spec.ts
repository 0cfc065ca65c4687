import type { Page } from '@playwright/test'
import { messageType } from '#collab/protocol.ts'
import { expect, freshPage, saved, teachers, test, textOf, typeAtEnd, wordsOf } from './fixtures.ts'

/** The line is lost, or the server: what the browser then says of it is meant. */
const lostLine =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/

/** How many changes the page says are on this device only. */
async function changesSaid(page: Page): Promise<number> {
  const text = await page.getByText(/^On this device only: \d+ change/).textContent()
  return Number(/\d+/.exec(text ?? '')?.[0])
}

/** How many the browser's storage has, sealed: the last letters get there a blink after they are typed. */
const keptChanges = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('preau-outbox')
        opening.onsuccess = () => {
          const asking = opening.result.transaction('records').objectStore('records').getAll()
          asking.onsuccess = () => {
            opening.result.close()
            resolve(asking.result.reduce((sum: number, record: { changes: number }) => sum + record.changes, 0))
          }
        }
      }),
  )

test('words written without a connection are named so, kept, and arrive when the line is back', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'In the train')
  const pupil = await enterPupil('Alix M.')
  await claire.goto(address)
  await pupil.goto(address)
  await typeAtEnd(pupil, 'Before. ')
  await expect(saved(pupil)).toBeVisible()
  await pupil.context().setOffline(true)
  await typeAtEnd(pupil, 'In the tunnel. ')
  await expect(pupil.getByText('No connection. Go on working.', { exact: true })).toBeVisible()
  await expect(pupil.getByText(/^On this device only: \d+ change/)).toBeVisible()
  await expect(saved(pupil)).toHaveCount(0)
  await typeAtEnd(claire, 'Meanwhile at home. ')
  await pupil.context().setOffline(false)
  await expect(saved(pupil)).toBeVisible({ timeout: 30_000 })
  for (const words of ['Before.', 'In the tunnel.', 'Meanwhile at home.']) {
    await expect(textOf(claire)).toContainText(words)
    await expect(textOf(pupil)).toContainText(words)
  }
  expect(await wordsOf(claire)).toBe(await wordsOf(pupil))
})

test('a window closed without a connection loses nothing: the next one brings the words', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Closed too early')
  const pupil = await enterPupil('Kenza A.')
  await pupil.goto(address)
  await expect(textOf(pupil)).toBeEditable()
  await pupil.context().setOffline(true)
  await typeAtEnd(pupil, 'Written just before the lid fell.')
  await expect(pupil.getByText(/^On this device only: \d+ change/)).toBeVisible()
  await expect.poll(async () => (await changesSaid(pupil)) - (await keptChanges(pupil))).toBe(0)
  await pupil.close()
  const [context] = [pupil.context()]
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(address)
  await expect(textOf(again)).toContainText('Written just before the lid fell.')
  await expect(saved(again)).toBeVisible()
  await claire.goto(address)
  await expect(textOf(claire)).toContainText('Written just before the lid fell.')
})

test('words without an answer from the server turn red after three seconds, and can be copied with no line at all', async ({
  enter,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const claire = await enter(teachers.claire)
  await claire.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const address = await freshPage(claire, server.origin, 'No answer')
  let isSilent = false
  await claire.routeWebSocket(/\/collab\/[\w-]{36}$/, (route) => {
    const relay = route.connectToServer()
    // The relay's word that it has stored something is kept back.
    relay.onMessage((message) =>
      isSilent && Buffer.from(message)[0] === messageType.stored ? null : route.send(message),
    )
  })
  await claire.goto(address)
  await typeAtEnd(claire, 'Answered. ')
  await expect(saved(claire)).toBeVisible()
  isSilent = true
  await claire.keyboard.type('!')
  const from = Date.now()
  const alert = claire.getByRole('alert').filter({ hasText: 'Not saved yet' })
  await expect(alert).toBeVisible({ timeout: 6_000 })
  expect(Date.now() - from).toBeGreaterThan(2_800)
  await expect(claire.locator('[data-state="late"]').getByText('Not saved yet')).toBeVisible()
  await expect(saved(claire)).toHaveCount(0)
  // Read aloud once: what is typed meanwhile draws nothing new.
  const drawn = await alert.elementHandle()
  await claire.keyboard.type(' And more.')
  await expect(claire.locator('[data-state="late"]')).toBeVisible()
  expect(await drawn?.evaluate((element) => element.isConnected)).toBe(true)
  await claire.context().setOffline(true)
  await claire.getByRole('button', { name: 'Copy my text' }).click()
  await expect(claire.getByText('The text of the page is copied.')).toBeVisible()
  expect(await claire.evaluate(() => navigator.clipboard.readText())).toBe('Answered. ! And more.')
  isSilent = false
  await claire.context().setOffline(false)
  await expect(saved(claire)).toBeVisible({ timeout: 30_000 })
})

test('two tabs of one pupil show the same words', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Twice open')
  const one = await enterPupil('Jamal A.')
  const other = await one.context().newPage()
  await one.goto(address)
  await other.goto(address)
  await typeAtEnd(one, 'From the first. ')
  await expect(textOf(other)).toContainText('From the first.')
  await typeAtEnd(other, 'From the second. ')
  await expect(textOf(one)).toContainText('From the second.')
  await one.reload()
  await expect(textOf(one)).toContainText('From the first. From the second.')
})

test('the server is killed in the middle of a sentence: both browsers come back by themselves with all of it', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  watch.allow(/status of 50\d/)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Power gone')
  const pupil = await enterPupil('Alix M.')
  await claire.goto(address)
  await pupil.goto(address)
  await typeAtEnd(claire, 'Saved by the teacher. ')
  await expect(saved(claire)).toBeVisible()
  await expect(textOf(pupil)).toContainText('Saved by the teacher.')
  await typeAtEnd(pupil, 'Half of a sent')
  await server.kill()
  await pupil.keyboard.type('ence written in the dark.')
  await expect(saved(pupil)).toHaveCount(0)
  await server.start()
  await expect(saved(pupil)).toBeVisible({ timeout: 30_000 })
  await expect(textOf(claire)).toContainText('Half of a sentence written in the dark.', { timeout: 30_000 })
  const fresh = await enterPupil('Anna S.')
  await fresh.goto(address)
  await expect(textOf(fresh)).toContainText('Saved by the teacher.')
  await expect(textOf(fresh)).toContainText('Half of a sentence written in the dark.')
})

test('a page that is frozen stops the pupil at once, in words, and the thaw lets them go on', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Listen, please')
  const pupil = await enterPupil('Alix M.')
  await pupil.goto(address)
  await typeAtEnd(pupil, 'I was just ')
  await expect(saved(pupil)).toBeVisible()
  await claire.goto(address)
  await claire.getByRole('button', { name: 'Freeze' }).click()
  await claire.getByRole('menuitem', { name: 'Until I thaw it' }).click()
  await expect(pupil.getByText('Frozen by Claire Fontaine: the page can be read, not changed.')).toBeVisible()
  await expect(textOf(pupil)).not.toBeEditable()
  await claire.getByRole('button', { name: 'Thaw' }).click()
  await expect(textOf(pupil)).toBeEditable()
  await typeAtEnd(pupil, 'about to say this.')
  await expect(textOf(claire)).toContainText('I was just about to say this.')
})
