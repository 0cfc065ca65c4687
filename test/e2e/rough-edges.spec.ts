import type { BrowserContext, Page } from '@playwright/test'
import { freshBoard } from './boards.ts'
import { lostLine } from './chat-page.ts'
import { expect, freshPage, riversProject, saved, teachers, test, textOf, wordsOf } from './fixtures.ts'

/** Where a browser, a clock, a line or a screen is not what one expects, the product goes on. */

const slow = { delay: 100 }

/** Its owner has blocked all storage: already its names throw. */
const blockStorage = (context: BrowserContext) =>
  context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
  })

/** Its clock is a day ahead. */
const setClockWrong = (context: BrowserContext) =>
  context.addInitScript(() => {
    const dayMs = 86_400_000
    const { now } = Date
    Date.now = () => now() + dayMs
    globalThis.Date = new Proxy(Date, {
      construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now() + dayMs] : given),
    })
  })

test('where the browser keeps nothing one still signs in, reads, writes and draws; and each tab says where one is', async ({
  browserOf,
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(/status of 404/)
  const claire = await enter(teachers.claire)
  await blockStorage(claire.context())
  const project = await riversProject(claire)
  const page = await freshPage(claire, server.origin, 'Kept by nobody')
  const board = await freshBoard(claire, server.origin, { kind: 'board', title: 'Drawn by nobody' })
  const wall = await freshBoard(claire, server.origin, { kind: 'wall', title: 'Pinned by nobody' })
  const name = (await claire.request.get(`/api/projects/${project}`).then((answer) => answer.json())).project.name
  const screens: [path: string, title: string][] = [
    ['/', 'Your projects'],
    [page, `Kept by nobody · ${name}`],
    [board, `Drawn by nobody · ${name}`],
    [wall, `Pinned by nobody · ${name}`],
    [`${board}/print`, `Drawn by nobody on paper · ${name}`],
    [`${page}/versions`, `Versions of “Kept by nobody” · ${name}`],
    [`/p/${project}/chat`, `Chat: Everybody · ${name}`],
    [`/p/${project}/people`, `People · ${name}`],
    ['/page/00000000-0000-4000-8000-000000000000', 'There is nothing here'],
    ['/nowhere', 'There is nothing here'],
    ['/me', 'Me'],
  ]
  for (const [path, title] of screens) {
    await claire.goto(path)
    await expect(claire.getByRole('heading', { level: 1 })).toBeAttached()
    await expect.soft(claire, path).toHaveTitle(`${title} · Préau`)
  }
  const alix = await enterPupil('Alix M.')
  await blockStorage(alix.context())
  await alix.goto(page)
  await textOf(alix).click()
  await alix.keyboard.type('A word all the same.', { delay: 30 })
  await expect(saved(alix)).toBeVisible()
  await claire.goto(page)
  await expect.poll(() => wordsOf(claire)).toBe('A word all the same.')
  const door = await browserOf()
  await blockStorage(door)
  const joining = await door.newPage()
  for (const [path, title] of [
    ['/join', 'Your card'],
    ['/sign-in', 'For teachers'],
  ] as const) {
    await joining.goto(path)
    await expect(joining.getByRole('heading', { level: 1 })).toBeVisible()
    await expect.soft(joining, title).toHaveTitle(/^.+ · Préau$/)
  }
})

test('a device a day ahead freezes for a quarter of an hour; an ended session keeps the words; a dark screen prints light', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  watch.allow(/status of 401/)
  const claire = await enter(teachers.claire, { colorScheme: 'dark' })
  await setClockWrong(claire.context())
  const address = await freshPage(claire, server.origin, 'Under a wrong clock')
  const alix = await enterPupil('Alix M.')
  await alix.goto(address)
  await textOf(alix).click()
  await alix.keyboard.type('Written before the end.', { delay: 30 })
  await expect(saved(alix)).toBeVisible()
  await claire.goto(address)
  await claire.getByRole('button', { name: 'Freeze' }).click(slow)
  await claire.getByRole('menuitem', { name: 'For 15 minutes' }).click(slow)
  await expect(claire.getByText(/^Frozen by .* until/)).toBeVisible()
  const { document } = await (await claire.request.get(`/api/documents/${address.slice('/page/'.length)}`)).json()
  const leftMs = Date.parse(document.frozen.until) - Date.now()
  expect([leftMs > 13 * 60_000, leftMs <= 15 * 60_000]).toEqual([true, true])

  await claire.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(await textOf(claire).evaluate((text) => getComputedStyle(text).color)).toBe('rgb(19, 35, 32)')

  // The session ends elsewhere, while the pupil looks at what they wrote.
  await alix.context().request.delete('/api/session', {
    headers: { Origin: server.origin, 'Content-Type': 'application/json' },
  })
  await expect(alix.getByText('You were signed out')).toBeVisible()
  await alix.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')))
  await expect(alix.getByText('Written before the end.')).toBeVisible()
  await alix.getByRole('button', { name: 'Sign in again' }).click(slow)
  await expect(alix.getByRole('heading', { name: 'Welcome to the yard' })).toBeVisible()
})

test('without a line a screen that is not there says so and comes when the line does, and the strip covers no head', async ({
  enter,
  server,
  watch,
}) => {
  watch.allow(lostLine)
  watch.allow(/OfflineError: no answer/)
  const claire = await enter(teachers.claire, { viewport: { width: 1280, height: 700 } })
  const board = await freshBoard(claire, server.origin, { kind: 'board', title: 'Below the strip' })
  await claire.goto('/')
  await expect(claire.getByRole('heading', { level: 1 })).toBeVisible()
  await claire.context().setOffline(true)
  await claire.getByRole('link', { name: 'Classrooms', exact: true }).focus()
  await claire.keyboard.press('Enter', slow)
  await expect(claire.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible()
  await expect(claire.getByText('on our side')).toHaveCount(0)
  await claire.context().setOffline(false)
  await claire.getByRole('button', { name: 'Try again' }).click(slow)
  await expect(claire.getByRole('heading', { level: 1, name: 'Classrooms' })).toBeVisible()

  await claire.goto(board)
  await expect(claire.getByRole('region', { name: 'Board', exact: true })).toBeVisible()
  await claire.context().setOffline(true)
  const strip = claire.getByText(/^No connection\. Go on writing/)
  await expect(strip).toBeVisible()
  await claire.evaluate(() => scrollTo({ top: 9_999, behavior: 'instant' }))
  const under = await claire.getByRole('heading', { level: 1 }).evaluate((heading) => {
    const { left, top, bottom } = heading.getBoundingClientRect()
    return heading.contains(document.elementFromPoint(left + 4, (top + bottom) / 2))
  })
  expect(under).toBe(true)
})

/** What is wider than the screen, one line each. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('main *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(-3).map((element) => element.outerHTML.slice(0, 120))]
  })

test('a teacher’s screens fit a narrow one and twice the size of letters; the head of a phone is small; only pupils without a card get one', async ({
  enter,
}) => {
  const page = await enter(teachers.claire, { viewport: { width: 320, height: 640 } })
  const project = await riversProject(page)
  const { documents } = await (await page.request.get(`/api/projects/${project}/documents`)).json()
  const start = `/page/${documents.find(({ title }: { title: string }) => title.startsWith('Nos rivières')).id}`
  await page.goto('/classrooms')
  await page.getByRole('link', { name: /5e B/ }).first().click(slow)
  await expect(page.getByRole('heading', { level: 1, name: '5e B' })).toBeVisible()
  const classroom = new URL(page.url()).pathname
  const screens = [
    `/p/${project}/pages`,
    classroom,
    '/school',
    `${start}/versions`,
    `/p/${project}/people`,
    start,
    '/me',
  ]
  for (const [width, size] of [
    [320, '100%'],
    [1280, '200%'],
    [640, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    for (const path of screens) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await page.evaluate((fontSize) => (document.documentElement.style.fontSize = fontSize), size)
      expect.soft(await overflow(page), `${path} at ${width}, letters ${size}`).toEqual([])
    }
  }
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [path, button] of [
    [`/p/${project}/pages`, /^Actions for/],
    [classroom, /^Actions for/],
  ] as const) {
    await page.goto(path)
    const box = await page.getByRole('button', { name: button }).first().boundingBox()
    expect.soft((box?.x ?? 999) + (box?.width ?? 0), path).toBeLessThanOrEqual(390)
  }
  await page.goto(start)
  await expect(textOf(page)).toBeVisible()
  const top = await textOf(page).evaluate((text) => text.getBoundingClientRect().top)
  expect(top).toBeLessThan(844 * 0.33)

  await page.goto(classroom)
  await page.getByRole('button', { name: 'Print cards' }).click(slow)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('All pupils have a card.')).toBeVisible()
  // No card dies unless somebody says so.
  await expect(dialog.getByRole('radio', { name: /^\d+ new cards/ })).not.toBeChecked()
  await expect(dialog.getByRole('button', { name: /^Make/ })).toHaveCount(0)
})
