import { expect, type Locator, type Page } from '@playwright/test'
import { riversProject } from './fixtures.ts'

/** A new board of the whole European project, with these things on it. Gives its address. */
export async function freshBoard(page: Page, origin: string, objects: object[] = []): Promise<string> {
  const projectId = await riversProject(page)
  const answer = await page.request.post(`/api/projects/${projectId}/documents`, {
    headers: { Origin: origin },
    data: {
      kind: 'board',
      title: 'A board to try',
      access: 'project',
      content: { type: 'board', layout: 'canvas', objects },
    },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  const { id }: { id: string } = await answer.json()
  return `/board/${id}`
}

/** Two notes and a shape, apart from each other, and an arrow between the first two. */
export const someObjects = [
  { id: 'a', type: 'note', order: 'a1', place: [0, 0], size: [160, 160], colour: 1, text: 'Source' },
  { id: 'b', type: 'note', order: 'a2', place: [320, 0], size: [160, 160], colour: 6, text: 'Estuary' },
  { id: 'c', type: 'shape', order: 'a3', place: [0, 260], size: [160, 100], shape: 2, fill: 1, text: 'Lake' },
  { id: 'd', type: 'connector', order: 'a4', from: ['a', 0.5, 0.5], to: ['b', 0.5, 0.5], text: '' },
]

export const surfaceOf = (page: Page) => page.getByRole('region', { name: 'Board', exact: true })

/** A thing on the board, by what it says. */
export const thing = (page: Page, words: string | RegExp) =>
  surfaceOf(page).getByRole('group', {
    name: typeof words === 'string' ? new RegExp(`^(?!Connector).*“${words}”`) : words,
  })

export async function openBoard(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(surfaceOf(page)).toBeVisible()
}

export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('it is not on the screen')
  return box
}

/** Its middle, in pixels of the screen. */
export async function middleOf(locator: Locator): Promise<[number, number]> {
  const { x, y, width, height } = await boxOf(locator)
  return [x + width / 2, y + height / 2]
}

/** A place of the surface, from its top left. */
export async function placeOn(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await boxOf(surfaceOf(page))
  return [box.x + x, box.y + y]
}

export async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]) {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move(...to, { steps: 8 })
  await page.mouse.up()
}

export const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })

export const saved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible()
