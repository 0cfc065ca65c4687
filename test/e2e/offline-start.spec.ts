import type { Page } from '@playwright/test'
import {
  allowRefusedAnswers,
  demoPupil,
  expect,
  freshPage,
  saved,
  teachers,
  test,
  textOf,
  typeAtEnd,
} from './fixtures.ts'

/** What the device keeps of the product, and what of a person: nothing where it is one of many. */

const lostLine =
  /Failed to load resource: net::|WebSocket connection to .* failed|OfflineError|ERR_INTERNET_DISCONNECTED/

const words = 'The river keeps what the bridge has heard.'

async function write(page: Page, sentence: string) {
  await typeAtEnd(page, `${sentence} `, 20)
  await expect(saved(page)).toBeVisible()
}

/** Names in the shell's cache. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('preau-shell')
    return (await cache.keys()).map(({ url }) => new URL(url).pathname)
  })

/** The product is put away: all that this page loaded of it. */
async function expectKept(page: Page) {
  const isKept = () =>
    page.evaluate(async () => {
      const cache = await caches.open('preau-shell')
      const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
      const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
      const files = loaded.filter((path) => path.startsWith('/assets/'))
      return files.length > 10 && ['/', '/release', ...files].every((path) => kept.has(path))
    })
  await expect.poll(isKept, { timeout: 20_000 }).toBe(true)
}

/** All that lies in the browser for this origin, as text. */
const everythingStored = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ]
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        const isShell = !request.url.includes('/assets/')
        found.push(request.url, isShell ? ((await answer?.text()) ?? '') : '')
      }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => done(opening.result)
        opening.onerror = () => failed(opening.error ?? new Error('no database'))
      })
      for (const store of database.objectStoreNames) {
        const all = await new Promise<unknown[]>((done) => {
          const asking = database.transaction(store).objectStore(store).getAll()
          asking.onsuccess = () => done(asking.result)
        })
        const text = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value)
        found.push(JSON.stringify(all, (_, value: unknown) => text(value)))
      }
      database.close()
    }
    return found.join('\n')
  })

test('a second visit needs no script from the line, and without one the page opens on one’s own device and nothing of it stays after sign-out', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  // What was asked in the moment of leaving.
  allowRefusedAnswers(watch)
  const address = await freshPage(await enter(teachers.claire), server.origin, 'Kept on the way home')
  const pupil = await enterPupil('Alix M.', { serviceWorkers: 'allow' })
  await pupil.goto(address)
  await write(pupil, words)
  await expectKept(pupil)
  await expect.poll(() => everythingStored(pupil), { timeout: 20_000 }).toContain(words)

  const fromTheLine: string[] = []
  pupil.on('response', (response) => {
    if (
      /\.(js|css|woff2)$/.test(response.url()) &&
      response.url().includes('/assets/') &&
      !response.fromServiceWorker()
    )
      fromTheLine.push(response.url())
  })
  await pupil.reload()
  await expect(textOf(pupil)).toBeVisible()
  expect(fromTheLine).toEqual([])

  await pupil.context().setOffline(true)
  await pupil.goto(address)
  await expect(pupil.getByText(/^This page is as this device saw it/)).toBeVisible()
  await expect(pupil.getByText(words).first()).toBeVisible()
  await expect(pupil.getByRole('textbox', { name: 'Text of the page' })).toHaveAttribute('contenteditable', 'false')
  await pupil.goto('/')
  await expect(pupil.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible()
  await expect(pupil.getByRole('region', { name: 'Kept on this device' }).getByRole('link')).not.toHaveCount(0)

  await pupil.context().setOffline(false)
  await expect(pupil.getByRole('button', { name: 'Sign out' })).toBeVisible({ timeout: 20_000 })
  await pupil.getByRole('button', { name: 'Sign out' }).click({ delay: 100 })
  await expect(pupil.getByRole('heading', { name: 'Welcome to the yard' })).toBeVisible()
  const left = await everythingStored(pupil)
  for (const own of ['Alix', 'Kept on the way', words, address.slice('/page/'.length)]) expect(left).not.toContain(own)
})

test('a shared device keeps the product and nothing of anybody, and says so without a line; an older product says that there is a newer', async ({
  browserOf,
  enter,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  const address = await freshPage(await enter(teachers.claire), server.origin, 'On the school’s tablet')
  const context = await browserOf({ serviceWorkers: 'allow' })
  const data = { card: demoPupil(3).card.code, isSharedDevice: true }
  expect((await context.request.post('/api/session', { data, headers: { Origin: server.origin } })).ok()).toBe(true)
  const pupil = await context.newPage()
  await pupil.goto(address)
  await write(pupil, words)
  await expectKept(pupil)
  expect(await everythingStored(pupil)).not.toContain(words)

  // As if the last visit had been to an older release.
  await pupil.evaluate(async () => {
    const cache = await caches.open('preau-shell')
    const shell = await (await cache.match('/'))?.text()
    const older = shell?.replace(/(<meta name="release" content=")[^"]*/, '$10.1.0') ?? ''
    await cache.put('/', new Response(older, { headers: { 'Content-Type': 'text/html' } }))
    await cache.put('/release', new Response('/assets/older.js'))
    await cache.put('/assets/older.js', new Response('older'))
  })
  await context.setOffline(true)
  await pupil.goto(address)
  await expect(pupil.getByText(/^This device is shared, so it keeps nothing/)).toBeVisible()
  await context.setOffline(false)
  await expect(pupil.getByText('Préau has a new version. Reload when you like.')).toBeVisible({ timeout: 20_000 })
  await expect(textOf(pupil)).toBeVisible()
  await write(pupil, 'Typed in the older one.')
  await pupil.getByRole('button', { name: 'Reload' }).click({ delay: 100 })
  await expect(textOf(pupil)).toContainText('Typed in the older one.')
  await expect(pupil.getByText('Préau has a new version')).toHaveCount(0)
  await expect.poll(async () => (await keptFiles(pupil)).includes('/assets/older.js'), { timeout: 20_000 }).toBe(false)
})
