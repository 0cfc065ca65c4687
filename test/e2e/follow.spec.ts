import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, riversProject, teachers, test, textOf } from './fixtures.ts'

const press = { delay: 100 }
const count = 60

/** A page of which each paragraph is known by its number, and takes more lines on a narrow screen. */
async function longPage(page: Page, origin: string): Promise<string> {
  const text = (at: number) => `Paragraph ${at}. ${'The river carries sand and stories. '.repeat(4)}`
  const content = Array.from({ length: count }, (_, at) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: text(at) }],
  }))
  const answer = await page.request.post(`/api/projects/${await riversProject(page)}/documents`, {
    headers: { Origin: origin },
    data: { kind: 'page', title: 'A page to be led through', access: 'project', content: { type: 'doc', content } },
  })
  const { id }: { id: string } = await answer.json()
  return `/page/${id}`
}

/** The number of the paragraph where eyes rest, a third down the screen. */
const atThird = (page: Page): Promise<number> =>
  textOf(page).evaluate((text) => {
    const third = globalThis.innerHeight / 3
    const boxes = [...text.querySelectorAll(':scope > p')].map((one) => one.getBoundingClientRect())
    const at = boxes.findIndex(({ bottom }) => bottom > third)
    return at < 0 ? boxes.length - 1 : at
  })

/** Within a paragraph: bars over the page are of other heights on other screens. */
const areTogether = async (one: Page, other: Page) => Math.abs((await atThird(one)) - (await atThird(other))) <= 1

const scrollTo = (page: Page, paragraph: number) =>
  textOf(page)
    .locator('> p')
    .nth(paragraph)
    .evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))

test('a teacher leads the pupils of a page: their screens go where she looks, whoever writes or goes their own way is left, and all is over when she ends it', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.', { viewport: { width: 390, height: 844 } })
  const emma = await enterPupil('Emma L.', { viewport: { width: 820, height: 1180 } })
  const address = await longPage(claire, server.origin)
  await Promise.all([claire, alix, emma].map((page) => page.goto(address)))
  for (const page of [claire, alix, emma]) await expect(textOf(page)).toBeEditable()
  const follows = (page: Page) => page.getByText('You follow Claire Fontaine.', { exact: true })
  const led = (page: Page) => page.getByText('Claire Fontaine leads through this page.', { exact: true }).last()
  const away = (page: Page) => page.getByRole('button', { name: 'Follow', exact: true })
  await expect(alix.getByRole('button', { name: 'Follow me' })).toHaveCount(0)

  await test.step('all look where she looks, on screens of other sizes', async () => {
    await scrollTo(claire, 30)
    await claire.getByRole('button', { name: 'Follow me' }).focus()
    await scrollTo(claire, 30)
    await claire.keyboard.press('Enter', press)
    await expect(claire.getByText('The pupils on this page see what you see.')).toBeVisible()
    for (const page of [alix, emma]) {
      await expect(follows(page)).toBeVisible()
      await expect(page.getByText('You are following Claire Fontaine. Press Escape to stop.')).toBeAttached()
      await expect.poll(() => areTogether(claire, page)).toBe(true)
    }
    await scrollTo(claire, 50)
    for (const page of [alix, emma]) await expect.poll(() => areTogether(claire, page)).toBe(true)
    expect(await atThird(alix)).toBeGreaterThan(40)
    await expectNoBarrier(alix, 'a page in which one is led')
  })

  await test.step('one gesture stops it, one comes back', async () => {
    await alix.keyboard.press('Escape', press)
    await expect(led(alix)).toBeVisible()
    await scrollTo(claire, 10)
    await expect.poll(() => areTogether(claire, emma)).toBe(true)
    expect(await atThird(alix)).toBeGreaterThan(40)
    await away(alix).click(press)
    await expect(follows(alix)).toBeVisible()
    await expect.poll(() => areTogether(claire, alix)).toBe(true)
    await alix.mouse.move(200, 400)
    await alix.mouse.wheel(0, 900)
    await expect(led(alix)).toBeVisible()
    await expectNoBarrier(alix, 'a page in which one goes one’s own way')
  })

  await test.step('who writes is not torn away, and follows when they pause', async () => {
    await textOf(emma).locator('> p').nth(10).click(press)
    await emma.keyboard.type('I write ', { delay: 80 })
    await scrollTo(claire, 45)
    await emma.keyboard.type('on and on.', { delay: 80 })
    await expect(emma.getByText('When you pause, you follow Claire Fontaine again.')).toBeVisible()
    expect(await atThird(emma)).toBeLessThan(20)
    await expect.poll(() => areTogether(claire, emma)).toBe(true)
    await expect(follows(emma)).toBeVisible()
    await expect(textOf(claire)).toContainText('I write on and on.')
  })

  await test.step('it ends with her', async () => {
    await claire.getByRole('button', { name: 'End “Follow me”' }).last().click(press)
    for (const page of [alix, emma]) {
      await expect(page.getByText('Claire Fontaine leads no longer. You stay where you are.')).toBeAttached()
      await expect(follows(page)).toHaveCount(0)
      await expect(away(page)).toHaveCount(0)
    }
    await claire.getByRole('button', { name: 'Follow me' }).click(press)
    for (const page of [alix, emma]) await expect(follows(page)).toBeVisible()
    await claire.goto('/')
    for (const page of [alix, emma]) await expect(follows(page)).toHaveCount(0)
  })
})
