import { randomUUID } from 'node:crypto'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { channelKinds } from '#db/schema/values.ts'
import type { Browser } from './app.ts'
import { makeClassProject } from './class-project.ts'
import type { LiveApp } from './live-app.ts'

/** A project with its channels, and a browser for each of its people. */
export async function makeTalk(house: Pick<LiveApp, 'db' | 'as'>) {
  const base = await makeClassProject(house.db)
  const all = await listChannelIds(house.db, base.projectId, [...channelKinds])
  const idOf = (isIt: (channel: (typeof all)[number]) => boolean) => all.find(isIt)?.id ?? ''
  return {
    ...base,
    channel: idOf(({ kind }) => kind === 'project'),
    teachersChannel: idOf(({ kind }) => kind === 'teachers'),
    heronsChannel: idOf(({ groupId }) => groupId === base.herons.id),
    askChannel: idOf(({ pupilId }) => pupilId === base.pupil.id),
    alix: await house.as(base.pupil),
    jonas: await house.as(base.friend),
    odile: await house.as(base.owner),
    petra: await house.as(base.colleague),
  }
}

export const say = (browser: Browser, channelId: string, text: string, more: object = {}) =>
  browser.post(`/api/channels/${channelId}/messages`, { id: randomUUID(), text, ...more })

/** The id of what was said. */
export const said = async (browser: Browser, channelId: string, text: string): Promise<string> =>
  (await say(browser, channelId, text)).body.message.id

export const read = async (browser: Browser, channelId: string, query = '') =>
  (await browser.get(`/api/channels/${channelId}/messages${query}`)).body

export const textsOf = (page: { messages: { text: string }[] }) => page.messages.map((message) => message.text)

export const channelsOf = async (browser: Browser, projectId: string): Promise<Record<string, unknown>[]> =>
  (await browser.get(`/api/projects/${projectId}/channels`)).body.channels
