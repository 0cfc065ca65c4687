import type { Page } from '@playwright/test'
import { expectNoBarrier } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

// The board and the wall of the demonstration, full of what pupils made, as each face and in each light.

interface Listed {
  id: string
  title: string
}

/** Of the demonstration: other tests put more beside them. */
const titles = { board: 'Deux rivières · Zwei Flüsse', wall: 'Nos trouvailles · Unsere Funde' } as const

async function addressOf(page: Page, kind: 'board' | 'wall'): Promise<string> {
  const answer = await page.request.get(`/api/projects/${await riversProject(page)}/documents`)
  const { documents }: { documents: Listed[] } = await answer.json()
  const found = documents.find((document) => document.title === titles[kind])
  if (found === undefined) throw new Error(`the project has no “${titles[kind]}”`)
  return `/board/${found.id}`
}

const words = { board: 'Lyon, chez nous', wall: 'Eisvogel' } as const

async function expectEveryToolInSight(page: Page, who: string) {
  const cut = await page.getByRole('toolbar', { name: 'Tools', exact: true }).evaluate((bar) => {
    const [edge, right] = [bar.getBoundingClientRect(), document.documentElement.clientWidth]
    return [...bar.querySelectorAll('button')].flatMap((button) => {
      const box = button.getBoundingClientRect()
      const isWhole = box.left >= edge.left && box.right <= Math.min(edge.right, right) && box.bottom <= edge.bottom
      return isWhole ? [] : [button.ariaLabel]
    })
  })
  expect.soft(cut, `tools that are cut off, ${who}`).toEqual([])
}

async function visit(page: Page, kind: 'board' | 'wall', who: string) {
  await page.goto(await addressOf(page, kind))
  await expect(page.getByText(words[kind]).first()).toBeVisible()
  if (kind === 'board') await expectEveryToolInSight(page, who)
  await expectNoBarrier(page, `the ${kind}, ${who}`)
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('heading', { name: /^Objects/ })).toBeVisible()
  await expectNoBarrier(page, `the list of the ${kind}, ${who}`)
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`a full board and a full wall have no barrier, nor have their lists (${colorScheme})`, async ({
    enter,
    enterPupil,
  }) => {
    const claire = await enter(teachers.claire, { colorScheme, viewport: { width: 1280, height: 800 } })
    const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true }
    const alix = await enterPupil('Alix M.', { colorScheme, ...tablet })
    const anna = await enterPupil('Anna S.', { colorScheme, viewport: { width: 1280, height: 800 } })
    for (const kind of ['board', 'wall'] as const) {
      await visit(claire, kind, `a teacher, ${colorScheme}`)
      await visit(alix, kind, `a pupil on a tablet, ${colorScheme}`)
      await visit(anna, kind, `a pupil, ${colorScheme}`)
      expect(await alix.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820)
    }
  })
