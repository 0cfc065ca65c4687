import type { Page } from '@playwright/test'
import { card, column, freshBoard } from './boards.ts'
import { expect, pageAddress, riversProject, teachers, test } from './fixtures.ts'
import { speakPseudo } from './pseudo.ts'
import { boardAddress, goFromScreenTo } from './screens.ts'

/** Every screen in a language with long words, from left to right and from right to left, on a telephone and on a desk. */

const widths = [390, 1280]
const directions = ['ltr', 'rtl']

async function open(page: Page, path: string) {
  await goFromScreenTo(page, path)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

/**
 * What does not fit: words cut by their box, unless they end in "…" and whoever points at them reads them whole, and a page
 * that must be pushed sideways. A board is looked at through a window, and what people wrote is no word of ours.
 */
function misfits(): string[] {
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`)
  for (const box of document.body.querySelectorAll('*')) {
    if (!(box instanceof HTMLElement)) continue
    const { overflowX, textOverflow } = getComputedStyle(box)
    const isCut = /hidden|clip/.test(overflowX) && box.scrollWidth > box.clientWidth + 1
    if (!isCut || box.clientWidth < 2 || box.innerText.trim() === '' || !box.checkVisibility()) continue
    if (box.closest('[aria-describedby="board-keys"], .ProseMirror')) continue
    if (textOverflow === 'ellipsis' && box.closest('[title]')) continue
    found.push(`${box.tagName}.${box.className}: ${box.innerText.slice(0, 60)}`)
  }
  return found
}

async function look(page: Page, paths: string[], who: string) {
  for (const path of paths) {
    await open(page, path)
    for (const width of widths)
      for (const direction of directions) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate((dir) => void (document.documentElement.dir = dir), direction)
        // Two frames: what measures itself has measured.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
        expect.soft(await page.evaluate(misfits), `${who}, ${path}, ${width}, ${direction}`).toEqual([])
      }
  }
}

/** A wall in each way of showing it that those of the demonstration leave out. */
function walls(page: Page, origin: string): Promise<string[]> {
  const objects = [
    column('aaaa', 'Seen', 'a0'),
    card('car1', 'Heron', { parent: 's.aaaa', date: '2026-11-24' }),
    card('car2', 'Otter', { parent: 's.aaaa' }),
  ]
  const ways = ['grid', 'timeline', 'list']
  return Promise.all(ways.map((layout) => freshBoard(page, origin, { kind: 'wall', title: layout, layout, objects })))
}

/** Addresses of the European project that all of it may see. */
async function shared(page: Page): Promise<string[]> {
  const project = await riversProject(page)
  const titles: { title: string; group?: string }[] = [{ title: 'Nos rivières' }, { title: 'Carnet', group: 'Rhône' }]
  const pages = await Promise.all(titles.map((which) => pageAddress(page, which)))
  const boards = [await boardAddress(page, 'board'), await boardAddress(page, 'wall')]
  const places = ['pages', 'chat', 'forum'].map((place) => `/p/${project}/${place}`)
  return ['/', ...places, ...pages, `${pages.at(-1)}/versions`, ...boards, '/notices', '/me']
}

test('long words fit on the screens of pupils', async ({ browserOf, enter, enterPupil, server }) => {
  test.setTimeout(240_000)
  const door = await (await browserOf()).newPage()
  await speakPseudo(door.context())
  await look(door, ['/', '/join', '/sign-in', '/connection-test'], 'door')
  const pupil = await enterPupil('Alix M.')
  await speakPseudo(pupil.context())
  const made = await walls(await enter(teachers.claire), server.origin)
  await look(pupil, [...(await shared(pupil)), ...made], 'pupil')
})

test('long words fit on the screens of teachers', async ({ enter, server }) => {
  test.setTimeout(240_000)
  const page = await enter(teachers.claire)
  await speakPseudo(page.context())
  const project = await riversProject(page)
  const { classrooms }: { classrooms: { id: string }[] } = await (await page.request.get('/api/classrooms')).json()
  const own = ['people', 'settings'].map((place) => `/p/${project}/${place}`)
  const school = ['/projects/new', '/classrooms', `/classrooms/${classrooms[0]?.id}`, '/school']
  const made = await walls(page, server.origin)
  await look(page, [...(await shared(page)), ...made, ...own, ...school], 'teacher')
})
