import type { Page } from '@playwright/test'
import { expect, riversProject, teachers, test } from './fixtures.ts'

// What others see of a hand before anything is stored, and how one looks where another looks.

async function freshBoard(page: Page, origin: string, title: string): Promise<string> {
  const projectId = await riversProject(page)
  const answer = await page.request.post(`/api/projects/${projectId}/documents`, {
    headers: { Origin: origin },
    data: { kind: 'board', title, access: 'project' },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  const { id }: { id: string } = await answer.json()
  return `/board/${id}`
}

const tool = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const surface = (page: Page) => page.getByRole('region', { name: 'Board', exact: true })
const objects = (page: Page) => page.locator('[data-object]')
const cursors = (page: Page) => page.locator('[class*="cursor_"]')
const liveInk = (page: Page) => page.locator('svg [class*="stroke_"] path[d]')

async function open(page: Page, address: string) {
  await page.goto(address)
  await expect(tool(page, 'Pen')).toBeVisible()
}

/** Where the middle of an object is on this screen. */
async function middleOf(page: Page, at = 0): Promise<[number, number]> {
  const box = await objects(page).nth(at).boundingBox()
  if (box === null) throw new Error('not on the screen')
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]
}

test('a stroke is seen while it is drawn, with the name its reader may see, and stays when the pen is lifted', async ({
  enter,
  enterPupil,
  server,
}) => {
  const jonas = await enter(teachers.jonas)
  const address = await freshBoard(jonas, server.origin, 'Live ink')
  const [alix, anna] = [await enterPupil('Alix M.'), await enterPupil('Anna S.')]
  for (const page of [jonas, alix, anna]) await open(page, address)
  await tool(anna, 'Pen').click()
  await anna.mouse.move(400, 300)
  await anna.mouse.down()
  await anna.mouse.move(600, 380, { steps: 12 })
  for (const page of [jonas, alix]) await expect(liveInk(page)).toHaveCount(1)
  await expect(objects(jonas)).toHaveCount(0)
  // Her own teacher knows her by name; to a pupil of another school she goes by her pseudonym.
  await expect(cursors(jonas)).toHaveText('Anna S.')
  await expect(cursors(alix)).toHaveCount(1)
  await expect(cursors(alix)).not.toHaveText(/Anna/)
  await anna.mouse.up()
  for (const page of [jonas, alix, anna]) {
    await expect(objects(page)).toHaveCount(1)
    await expect(liveInk(page)).toHaveCount(0)
  }
})

test('Escape gives a stroke up for everybody, and the eraser takes one’s own alone', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, 'Given up')
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await open(page, address)
  const line = async (page: Page, y: number) => {
    await tool(page, 'Pen').click()
    await page.mouse.move(400, y)
    await page.mouse.down()
    await page.mouse.move(700, y, { steps: 10 })
  }
  await line(claire, 300)
  await expect(liveInk(alix)).toHaveCount(1)
  await claire.keyboard.press('Escape')
  await expect(liveInk(alix)).toHaveCount(0)
  await claire.mouse.up()
  await line(claire, 300)
  await claire.mouse.up()
  await line(alix, 400)
  await alix.mouse.up()
  await expect(objects(alix)).toHaveCount(2)
  const swipe = async (page: Page) => {
    await tool(page, 'Eraser').click()
    await page.mouse.move(550, 200)
    await page.mouse.down()
    await page.mouse.move(550, 500, { steps: 10 })
    await page.mouse.up()
  }
  await swipe(alix)
  await expect(objects(claire)).toHaveCount(1)
  await swipe(claire)
  await expect(objects(alix)).toHaveCount(0)
})

test('a thing that somebody drags moves for the others before it is let go, and goes back when the drag is given up', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, 'Dragged')
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await open(page, address)
  await tool(claire, 'Note').click()
  await claire.mouse.click(500, 350)
  await claire.keyboard.type('River')
  await claire.keyboard.press('Escape')
  await expect(objects(alix)).toHaveCount(1)
  const before = await middleOf(alix)
  const [x, y] = await middleOf(claire)
  const drag = async () => {
    await claire.mouse.move(x, y)
    await claire.mouse.down()
    await claire.mouse.move(x + 150, y + 60, { steps: 10 })
  }
  await drag()
  await expect.poll(async () => (await middleOf(alix))[0]).toBeGreaterThan(before[0] + 100)
  await claire.keyboard.press('Escape')
  await claire.mouse.up()
  await expect.poll(() => middleOf(alix)).toEqual(before)
  await drag()
  await claire.mouse.up()
  await expect.poll(async () => (await middleOf(alix))[0]).toBeGreaterThan(before[0] + 100)
})

test('a pupil follows a teacher until they move the board themselves', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, 'Followed')
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await open(page, address)
  await tool(claire, 'Note').click()
  await claire.mouse.click(500, 350)
  await claire.keyboard.press('Escape')
  await expect(objects(alix)).toHaveCount(1)
  const follow = () => alix.getByRole('button', { name: /^Look where Claire/ }).click()
  const following = alix.getByText(/^You follow Claire/)
  const wheel = async (page: Page, dy: number) => {
    await page.mouse.move(700, 500)
    await page.mouse.wheel(0, dy)
  }
  await follow()
  await expect(following).toBeVisible()
  await expect(alix.getByRole('status').filter({ hasText: 'You are following Claire' })).toHaveCount(1)
  const [, before] = await middleOf(alix)
  await wheel(claire, 120)
  await expect.poll(async () => (await middleOf(alix))[1]).toBeLessThan(before - 60)
  await wheel(alix, -200)
  await expect(following).toBeHidden()
  const own = await middleOf(alix)
  await wheel(claire, 80)
  await expect.poll(() => middleOf(alix)).toEqual(own)
  await follow()
  await expect(following).toBeVisible()
  await alix.keyboard.press('Escape')
  await expect(following).toBeHidden()
})

test('a teacher makes everybody look, by keyboard too; a pupil cannot', async ({ enter, enterPupil, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, 'Look here')
  const alix = await enterPupil('Alix M.')
  for (const page of [claire, alix]) await open(page, address)
  await tool(claire, 'Note').click()
  await claire.mouse.click(500, 350)
  await claire.keyboard.press('Escape')
  await expect(objects(alix)).toHaveCount(1)
  await alix.mouse.move(600, 400)
  await alix.mouse.wheel(0, 3_000)
  await expect(objects(alix)).toHaveCount(0)
  await claire.keyboard.press('Control+Shift+Enter')
  await expect(alix.getByText('Claire Fontaine: look here!')).toBeVisible()
  await expect(alix.getByRole('status').filter({ hasText: 'asks everybody to look here' })).toHaveCount(1)
  await expect(objects(alix)).toHaveCount(1)
  await alix.getByRole('button', { name: 'Back to where I was' }).click()
  await expect(objects(alix)).toHaveCount(0)
  await expect(alix.getByText('Claire Fontaine: look here!')).toBeHidden()
  await claire.getByRole('button', { name: /^Ask everybody to look here/ }).click()
  await expect(alix.getByText('Claire Fontaine: look here!')).toBeVisible()
  await expect(alix.getByRole('button', { name: /^Ask everybody to look here/ })).toHaveCount(0)
  await alix.keyboard.press('Control+Shift+Enter')
  await expect(claire.getByText(/: look here!$/)).toBeHidden()
  // The message lasts ten seconds, and no longer.
  await expect(alix.getByText('Claire Fontaine: look here!')).toBeHidden({ timeout: 15_000 })
})

test('a finger draws on a tablet until a pen is seen, then it moves the board', async ({ enter, server }) => {
  const claire = await enter(teachers.claire, { viewport: { width: 820, height: 1_100 }, hasTouch: true })
  const address = await freshBoard(claire, server.origin, 'Touched')
  await open(claire, address)
  await tool(claire, 'Pen').tap()
  const touch = (pointerType: 'touch' | 'pen', y: number) =>
    surface(claire).evaluate(
      (element, [type, top]) => {
        const send = (name: string, x: number, buttons: number) =>
          element.dispatchEvent(
            new PointerEvent(name, {
              ...{ bubbles: true, cancelable: true, pointerType: type, isPrimary: true, buttons },
              ...{ pointerId: type === 'pen' ? 7 : 3, clientX: x, clientY: top, pressure: buttons * 0.7 },
            }),
          )
        // A pointer that no device holds cannot be captured.
        element.setPointerCapture = () => {}
        send('pointerdown', 300, 1)
        for (let x = 310; x <= 500; x += 10) send('pointermove', x, 1)
        send('pointerup', 500, 0)
      },
      [pointerType, y] as const,
    )
  await touch('touch', 400)
  await expect(objects(claire)).toHaveCount(1)
  await touch('pen', 600)
  await expect(objects(claire)).toHaveCount(2)
  const [before] = await middleOf(claire)
  // What touches just after a pen is a palm.
  await claire.waitForFunction(
    (since) => performance.now() - since > 700,
    await claire.evaluate(() => performance.now()),
  )
  await touch('touch', 800)
  await expect(objects(claire)).toHaveCount(2)
  expect((await middleOf(claire))[0]).toBeGreaterThan(before + 100)
})

test('a drawing is described, or not, as its author likes', async ({ enter, server }) => {
  const claire = await enter(teachers.claire)
  const address = await freshBoard(claire, server.origin, 'Described')
  await open(claire, address)
  await tool(claire, 'Pen').click()
  await claire.mouse.move(400, 300)
  await claire.mouse.down()
  await claire.mouse.move(600, 380, { steps: 8 })
  await claire.mouse.up()
  await expect(objects(claire)).toHaveCount(1)
  await tool(claire, 'Choose').click()
  await claire.getByRole('button', { name: 'Describe the drawing' }).click()
  await claire.getByRole('textbox', { name: 'What is in the drawing?' }).fill('A fish')
  await claire.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(objects(claire).first()).toHaveAccessibleName(/A fish/)
  await expect(claire.getByRole('button', { name: 'Describe the drawing' })).toBeHidden()
})
