import type { Page } from '@playwright/test'
import { expect, pageAddress, riversProject, textOf } from './fixtures.ts'

/** Every screen of the product, in each of its two shells, by what it is called here. */

export type Screen = [name: string, path: string]

interface Listed {
  id: string
  title: string
}

const titles = { board: 'Deux rivières · Zwei Flüsse', wall: 'Nos trouvailles · Unsere Funde' } as const

/** Of the demonstration: other tests put more beside them. */
export async function boardAddress(page: Page, kind: 'board' | 'wall'): Promise<string> {
  const answer = await page.request.get(`/api/projects/${await riversProject(page)}/documents`)
  const { documents }: { documents: Listed[] } = await answer.json()
  const found = documents.find(({ title }) => title === titles[kind])
  if (found === undefined) throw new Error(`the project has no “${titles[kind]}”`)
  return `/board/${found.id}`
}

async function pollAddress(page: Page, projectId: string): Promise<string> {
  const answer = await page.request.get(`/api/projects/${projectId}/forum`)
  const { topics }: { topics: { id: string; hasPoll: boolean }[] } = await answer.json()
  return `/p/${projectId}/forum/${topics.find(({ hasPoll }) => hasPoll)?.id}`
}

/** What both shells have. */
async function common(page: Page, project: string, own: string): Promise<Screen[]> {
  const [board, wall] = [await boardAddress(page, 'board'), await boardAddress(page, 'wall')]
  return [
    ['home', '/'],
    ['pages', `/p/${project}/pages`],
    ['chat', `/p/${project}/chat`],
    ['forum', `/p/${project}/forum`],
    ['topic with a poll', await pollAddress(page, project)],
    ['page', own],
    ['versions', `${own}/versions`],
    ['board', board],
    ['board on paper', `${board}/print`],
    ['wall', wall],
    ['wall on paper', `${wall}/print`],
    ['extracts', `/p/${project}/extracts`],
    ['contributions', `/p/${project}/contributions`],
    ['notices', '/notices'],
    ['me', '/me'],
    ['nothing here', '/page/00000000-0000-7000-8000-000000000000'],
  ]
}

export async function pupilScreens(page: Page): Promise<Screen[]> {
  const project = await riversProject(page)
  const own = await pageAddress(page, { title: 'Carnet', group: 'Rhône' })
  const other = await pageAddress(page, { title: 'Carnet', group: 'Elbe' })
  return [...(await common(page, project, own)), ['page to read', other]]
}

export async function teacherScreens(page: Page): Promise<Screen[]> {
  const project = await riversProject(page)
  const { classrooms }: { classrooms: Listed[] } = await (await page.request.get('/api/classrooms')).json()
  const [start, board] = [await pageAddress(page, { title: 'Nos rivières' }), await boardAddress(page, 'board')]
  return [
    ...(await common(page, project, start)),
    ['versions of a board', `${board}/versions`],
    ['new project', '/projects/new'],
    ['live', `/p/${project}/live`],
    ['people', `/p/${project}/people`],
    ['about the project', `/p/${project}/dossier`],
    ['judging', `/p/${project}/judgements`],
    ['settings', `/p/${project}/settings`],
    ['classrooms', '/classrooms'],
    ['classroom', `/classrooms/${classrooms[0]?.id}`],
    ['school', '/school'],
  ]
}

export const doors: readonly Screen[] = [
  ['door', '/'],
  ['card', '/join'],
  ['staff', '/sign-in'],
  ['invitation without a link', '/invite'],
  ['setup without a link', '/setup'],
  ['recovery without a link', '/recover'],
  ['forgotten password', '/forgot'],
  ['sign-up, by invitation', '/register'],
  ['sign-up without a link', '/register/confirm'],
  ['connection test', '/connection-test'],
]

const longestWayMs = 5_000

/** By the router, as a link does, where the product is open already: it need not be loaded again. False where it is not. */
const follow = (page: Page, path: string): Promise<boolean> =>
  page.evaluate(
    async ({ to, longestMs }) => {
      const title = document.querySelector('#root h1')
      if (title === null || location.pathname === to) return false
      const words = title.textContent
      // TanStack's history listens to it.
      history.pushState(null, '', to)
      const until = performance.now() + longestMs
      // Two screens of one route may share the element of their title.
      while (title.isConnected && title.textContent === words) {
        if (performance.now() > until) return false
        await new Promise(requestAnimationFrame)
      }
      return true
    },
    { to: path, longestMs: longestWayMs },
  )

/** From the screen that is open: for who looks at many, one after the other. In the long run each is loaded. */
export async function goFromScreenTo(page: Page, path: string) {
  const isLong = process.env.EVERY_SIGHT === 'true'
  if (isLong || !(await follow(page, path))) await page.goto(path)
}

/** As `openScreen`, from the screen that is open. */
export async function walkTo(page: Page, path: string) {
  await goFromScreenTo(page, path)
  await atRest(page, path)
}

/** The screen has its title and is no longer loading. */
export async function openScreen(page: Page, path: string) {
  await page.goto(path)
  await atRest(page, path)
}

async function atRest(page: Page, path: string) {
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  if (/^\/page\/[^/0]+[^/]*$/.test(path)) await expect(textOf(page)).toBeVisible()
  if (/^\/board\/[^/]+$/.test(path)) await expect(page.locator('[data-object], [data-card]').first()).toBeVisible()
}
