import type { Locator, Page } from '@playwright/test'
import { expect, type Fixtures, riversProject, teachers } from './fixtures.ts'

/** The line is lost, or the server, before an answer or in the middle of one: what the browser then says of it is meant. */
export const lostLine =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|FAILED)|WebSocket connection to/

export const field = (page: Page) => page.getByRole('textbox', { name: 'Message' })
export const log = (page: Page, channel = 'Everybody') => page.getByRole('log', { name: `Messages in ${channel}` })
export const messageOf = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words })

interface Channel {
  id: string
  kind: string
  title: string | null
  unreadCount: number
  lastSequence: number
}

export async function channelOf(page: Page, kind: string, title?: string): Promise<Channel & { origin: string }> {
  const project = await riversProject(page)
  const answer = await page.request.get(`/api/projects/${project}/channels`)
  const { channels }: { channels: Channel[] } = await answer.json()
  const found = channels.find((channel) => channel.kind === kind && (title === undefined || channel.title === title))
  if (!found) throw new Error(`no channel ${kind} ${title ?? ''}`)
  return { ...found, origin: new URL(answer.url()).origin }
}

/** Opens a channel at its end: what other stories said before has been read, else the talk begins in the middle of that. */
export async function openChat(page: Page, kind = 'project', title?: string) {
  const project = await riversProject(page)
  const channel = await channelOf(page, kind, title)
  if (channel.lastSequence > 0) {
    const data = { sequence: channel.lastSequence }
    const headers = { Origin: channel.origin }
    const answer = await page.request.put(`/api/channels/${channel.id}/read`, { data, headers })
    expect(answer.status()).toBe(204)
  }
  await page.goto(`/p/${project}/chat?channel=${channel.id}`)
  await expect(field(page)).toBeEditable()
  return channel
}

/** Claire and one of her pupils, each before the channel of the whole project. */
export async function enterChat({ enter, enterPupil }: Pick<Fixtures, 'enter' | 'enterPupil'>, pupil = 'Alix M.') {
  const both = [await enter(teachers.claire), await enterPupil(pupil)] as const
  for (const page of both) await openChat(page)
  return both
}

export async function say(page: Page, words: string) {
  await field(page).fill(words)
  await field(page).press('Control+Enter')
  await expect(field(page)).toHaveValue('')
}

export const menuOf = async (page: Page, words: string) => {
  await messageOf(page, words)
    .last()
    .getByRole('button', { name: /^What to do with the message of/ })
    .click()
  return page.getByRole('menu', { name: 'What to do with this message' })
}

/** Texts of the log in order, without what is not the server's yet. */
const saidIn = (where: Locator) => where.locator('article[data-message] p[dir="auto"]').allTextContents()

/** How the texts that begin like this stand for a reader. */
export const inOrder = async (where: Locator, prefix: string) =>
  (await saidIn(where)).filter((text) => text.startsWith(prefix))

/** Records that this browser keeps. */
export const keptRecords = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('preau-outbox')
        opening.onsuccess = () => {
          const counting = opening.result.transaction('records').objectStore('records').count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
  )
