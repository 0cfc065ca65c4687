import type { Page, WebSocketRoute } from '@playwright/test'
import { messageType, syncType } from '#collab/protocol.ts'
import { expect, freshPage, saved, teachers, test, textOf, typeAtEnd, wordsOf } from './fixtures.ts'

/** Words that the page does not take are never lost: their writer has them, and decides what becomes of them. */

const lostLine = /ERR_INTERNET_DISCONNECTED|WebSocket connection to/
const draft = (page: Page) => page.getByRole('region', { name: 'Words that could not be added' })

/** Message 103 as the relay sends it. */
function refusal() {
  const json = Buffer.from(JSON.stringify({ reason: 'forbidden' }))
  return Buffer.concat([Buffer.from([103, json.length]), json])
}

/** A presence tells of a `paletteIndex`, which is no word of anybody. */
const isUpdate = (message: Buffer) => message[0] === messageType.sync && message[1] === syncType.update

/** Stands between page and relay. Once told so, it refuses the next update that carries this text. */
async function refuseOnce(page: Page) {
  let refused: string | null = null
  await page.routeWebSocket(/\/collab\/[\w-]{36}$/, (route: WebSocketRoute) => {
    const server = route.connectToServer()
    route.onMessage((message) => {
      const bytes = Buffer.from(message)
      const isRefused = refused !== null && isUpdate(bytes) && bytes.includes(refused)
      if (!isRefused) return server.send(message)
      refused = null
      return route.send(refusal())
    })
  })
  return (text: string) => (refused = text)
}

test('a sentence that the server refuses comes back as a draft, and goes in again at the caret', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Refused')
  await claire.goto(address)
  const pupil = await enterPupil('Alix M.')
  const refuse = await refuseOnce(pupil)
  await pupil.goto(address)
  await typeAtEnd(pupil, 'Taken. ')
  await expect(saved(pupil)).toBeVisible()
  refuse('x')
  await typeAtEnd(pupil, 'x marks the spot')
  await expect(draft(pupil)).toBeVisible()
  await expect(draft(pupil).getByRole('blockquote')).toContainText('x')
  await expect(saved(pupil)).toBeVisible()
  await expect(textOf(pupil)).toContainText('Taken.')
  const words = (await draft(pupil).getByRole('blockquote').textContent()) ?? ''
  expect(await wordsOf(pupil)).not.toContain(words)
  await pupil.reload()
  await expect(draft(pupil).getByRole('blockquote')).toHaveText(words)
  await textOf(pupil).click()
  await pupil.keyboard.press('Control+End')
  await draft(pupil).getByRole('button', { name: 'Put it at my cursor' }).click()
  await expect(draft(pupil)).toHaveCount(0)
  await expect(textOf(pupil)).toBeFocused()
  await expect(saved(pupil)).toBeVisible()
  await expect(textOf(claire)).toContainText(words)
  await pupil.reload()
  await expect(textOf(pupil)).toContainText(words)
  await expect(draft(pupil)).toHaveCount(0)
})

test('what a freeze overtakes is offered, survives a reload, and can be discarded', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'Overtaken')
  await claire.goto(address)
  const pupil = await enterPupil('Kenza A.')
  await pupil.goto(address)
  await typeAtEnd(pupil, 'Before. ')
  await expect(saved(pupil)).toBeVisible()
  await pupil.context().setOffline(true)
  await typeAtEnd(pupil, 'In the tunnel.')
  await expect(pupil.getByText(/^On this device only/)).toBeVisible()
  await claire.getByRole('button', { name: 'Freeze' }).click()
  await claire.getByRole('menuitem', { name: 'Until I thaw it' }).click()
  await expect(claire.getByRole('button', { name: 'Thaw' })).toBeVisible()
  await pupil.context().setOffline(false)
  await expect(draft(pupil).getByRole('blockquote')).toHaveText('In the tunnel.', { timeout: 30_000 })
  await expect(draft(pupil).getByText('You wrote them when the page could no longer be changed.')).toBeVisible()
  await expect(draft(pupil).getByRole('button', { name: 'Put it at my cursor' })).toHaveCount(0)
  await expect(pupil.getByText('Frozen by Claire Fontaine: the page can be read, not changed.')).toBeVisible()
  await expect(textOf(pupil)).not.toContainText('In the tunnel.')
  await pupil.reload()
  await expect(draft(pupil).getByRole('blockquote')).toHaveText('In the tunnel.')
  await draft(pupil).getByRole('button', { name: 'Discard' }).click()
  await draft(pupil).getByRole('button', { name: 'Keep', exact: true }).click()
  await draft(pupil).getByRole('button', { name: 'Discard' }).click()
  await draft(pupil).getByRole('button', { name: 'Discard for good' }).click()
  await expect(draft(pupil)).toHaveCount(0)
  await pupil.reload()
  await expect(textOf(pupil)).toContainText('Before.')
  await expect(draft(pupil)).toHaveCount(0)
})
