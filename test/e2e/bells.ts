import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export const bell = (page: Page) => page.getByRole('link', { name: /^Notices:/ })

/** A bell that counts is silent first: stories of one worker share its server, and what they rang for is read. */
export async function silence(page: Page, origin: string): Promise<void> {
  const headers = { Origin: origin }
  const answer = await page.request.put('/api/notices/read', { data: { all: true }, headers })
  expect(answer.ok()).toBe(true)
}
