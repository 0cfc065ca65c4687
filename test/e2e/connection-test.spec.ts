import type { Page } from '@playwright/test'
import { filterProxy } from '#test/helpers/filter-proxy.ts'
import { barriersOn } from './barriers.ts'
import { expect, test } from './fixtures.ts'

/** What a technician sees of their network, without an account. */

const blockedSocket = /WebSocket connection to .* failed|ERR_TUNNEL_CONNECTION_FAILED/
const trial = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })

async function expectOutcomes(page: Page, outcomes: Record<string, string>) {
  for (const [name, outcome] of Object.entries(outcomes))
    await expect(trial(page, name).getByText(outcome, { exact: true }), name).toBeVisible({ timeout: 30_000 })
}

test('on an open network all of it works, and the report can be taken along', async ({ browserOf, server }) => {
  const page = await (await browserOf()).newPage()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Something not loading? Test the connection.' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connection test' })).toBeVisible()
  await expectOutcomes(page, { 'The site': 'Works', WebSocket: 'Works', 'Stream of events': 'Works', Sending: 'Works' })
  await expect(page.getByRole('status').getByText('Everything works on this network.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What to ask the network’s administrator' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Copy the report' }).press('Enter')
  await expect(page.getByText('The report is copied.')).toBeVisible()
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain(`Connection test of ${server.origin}`)
  expect(report).toMatch(/^WebSocket: Works, \d+ ms there and back$/m)
  await page.getByRole('button', { name: 'Test again' }).press('Enter')
  await expect(trial(page, 'Sending').getByText('Waiting')).toBeVisible()
  await expectOutcomes(page, { Sending: 'Works' })
})

test('behind a filter it names what is blocked and what to ask for', async ({ browserOf, server, watch }) => {
  watch.allow(blockedSocket)
  const proxy = await filterProxy('refuse')
  const page = await (await browserOf({ proxy: { server: proxy.server } })).newPage()
  await page.goto('/connection-test')
  await expectOutcomes(page, {
    'The site': 'Works',
    WebSocket: 'Blocked',
    'Stream of events': 'Works',
    Sending: 'Works',
  })
  await expect(page.getByText('Préau works on this network, in compatibility mode: a little slower.')).toBeVisible()
  await expect(page.getByText(`Allow WebSockets to 127.0.0.1, port ${server.port}`)).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await page.context().close()
  await proxy.stop()
})

test('a box that keeps answers back is named', async ({ browserOf, server, watch }) => {
  watch.allow(blockedSocket)
  const proxy = await filterProxy('refuse')
  proxy.gather()
  const page = await (await browserOf({ proxy: { server: proxy.server } })).newPage()
  await page.goto('/connection-test')
  await expectOutcomes(page, { WebSocket: 'Blocked', 'Stream of events': 'Held back', Sending: 'Works' })
  await expect(page.getByText('Live pages do not work on this network.')).toBeVisible()
  await expect(page.getByText(`No response buffering for ${server.origin}/collab/`)).toBeVisible()
  await page.context().close()
  await proxy.stop()
})
