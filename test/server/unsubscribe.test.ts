import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listMailStops } from '#db/queries/mail-stops.ts'
import { carrierOf } from '#server/mail/carriers.ts'
import { stopUrlFor } from '#server/mail/unsubscribe.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer } from '#test/helpers/mail.ts'

/* One click ends mails of a kind, from a mailbox that knows nothing of us. */

let house: TestApp
let bruno: TestUser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  bruno = await makeStaff(house.db, { displayName: 'Bruno', locale: 'fr' })
})

const link = () => stopUrlFor(house.deps.settings, bruno.id, 'digest')
/** As a mailbox does it: no login, no page of ours, a form. */
const click = (url: string) =>
  house.app.request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })

it('stops the kind that the link names, once and again', async () => {
  const first = await click(link())
  expect([first.status, first.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect((await click(link())).status).toBe(200)
  expect(await listMailStops(house.db, bruno.id)).toEqual(['digest'])
})

it('shows a page in the reader’s language that stops nothing until its button is pressed, and runs no script', async () => {
  const answer = await house.app.request(link())
  const page = await answer.text()
  expect(page).toContain('<html lang="fr">')
  expect(page).toContain('<form method="post">')
  expect(page).not.toContain('<script')
  expect(answer.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(await listMailStops(house.db, bruno.id)).toEqual([])
})

it('knows a forged link, one of another kind or person, and one of nobody', async () => {
  const other = await makeStaff(house.db)
  const forged = [
    link().replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')),
    link().replace('.digest.', '.letter.'),
    link().replace('.digest.', '.recovery.'),
    link().replace(bruno.id, other.id),
    stopUrlFor(house.deps.settings, crypto.randomUUID(), 'digest'),
    `${house.deps.settings.publicUrl.origin}/api/unsubscribe/x`,
  ]
  for (const url of forged) expect([url, (await click(url)).status]).toEqual([url, 404])
  expect(await listMailStops(house.db, bruno.id)).toEqual([])
  expect(await listMailStops(house.db, other.id)).toEqual([])
})

it('stands in the headers that a mailbox reads', async () => {
  const server = await openMailServer()
  const carrier = carrierOf({ kind: 'smtp', url: server.url, from: 'preau@preau.test' })
  const stopUrl = link()
  await carrier.send({ to: 'bruno@school.test', locale: 'fr', subject: 'Résumé', text: 'Bonjour', stopUrl })
  const source = server.letters[0]?.source.replaceAll(/\r\n[ \t]/g, ' ') ?? ''
  expect(source).toContain(`List-Unsubscribe: <${stopUrl}>`)
  expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  await server.close()
})
