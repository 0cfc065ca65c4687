import type { Page } from '@playwright/test'
import { allowRefusedAnswers, demoPupil, expect, test } from './fixtures.ts'

/* Behind an address from which somebody guesses: a sum, and one is in. */

/** A school's, as a proxy on the machine says it. */
const behind = (address: string) => ({ extraHTTPHeaders: { 'X-Forwarded-For': address } })
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A script that is always there first: whenever this page tries to sign in, each try of its address was taken just before. */
async function guessBefore(page: Page, script: Page, origin: string) {
  let number = 0
  const guess = async () => {
    const code = `${[0, 1, 2].map((at) => letters[Math.floor(number / 32 ** at) % 32]).join('')}QQQQQ`
    number++
    const answer = await script.request.post('/api/session', { headers: { Origin: origin }, data: { card: code } })
    return answer.status()
  }
  await page.route('**/api/session', async (route) => {
    if (route.request().method() === 'POST') while ((await guess()) !== 429);
    await route.continue()
  })
}

test.describe.configure({ timeout: 120_000 })

test('a pupil with a typed code does a sum by keyboard, and is in', async ({ browserOf, server, watch }) => {
  allowRefusedAnswers(watch)
  const [script, context] = [await browserOf(behind('203.0.113.71')), await browserOf(behind('203.0.113.71'))]
  const page = await context.newPage()
  await guessBefore(page, await script.newPage(), server.origin)
  await page.goto('/join')
  await page.getByRole('textbox', { name: 'Code on your card' }).fill(demoPupil('Mathis B.').card.code)
  await page.keyboard.press('Enter')
  const notice = page.getByRole('status').filter({ hasText: 'A sum first' })
  await expect(notice).toContainText('Then it goes on by itself with what you typed.')
  await expect(notice.getByRole('progressbar', { name: 'How far the sum is' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Are you Mathis B.?' })).toBeVisible({ timeout: 60_000 })
})

/** In the place of the browser's own: one that never answers, or one that falls at once. */
const poorWorker = (falls: boolean) => {
  class Poor {
    onerror: (() => void) | null = null
    postMessage = () => void (falls && setTimeout(() => this.onerror?.()))
    terminate = () => {}
  }
  Object.assign(globalThis, { Worker: Poor })
}

test('who gives the sum up, or cannot do it, keeps what was typed and reads what to do', async ({
  browserOf,
  server,
  watch,
}) => {
  allowRefusedAnswers(watch)
  const script = await browserOf(behind('203.0.113.72'))
  const guessing = await script.newPage()
  for (const falls of [false, true]) {
    const page = await (await browserOf(behind('203.0.113.72'))).newPage()
    await guessBefore(page, guessing, server.origin)
    await page.addInitScript(poorWorker, falls)
    await page.goto('/join')
    const code = page.getByRole('textbox', { name: 'Code on your card' })
    await code.fill(demoPupil('Mila D.').card.code)
    await page.keyboard.press('Enter')
    if (!falls) await page.getByRole('button', { name: 'Cancel' }).press('Enter')
    await expect(page.getByRole('alert')).toContainText('Too many tries.')
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(code).toHaveValue(demoPupil('Mila D.').card.code.replace(/^.{4}/, '$&-'))
  }
})
