import { afterAll, beforeAll, expect, it } from 'vitest'
import { testOrigin } from '../helpers/app.ts'
import { writeParagraph } from '../helpers/live-app.ts'
import { until } from '../helpers/relay.ts'
import { EventsWire, lineKinds, socketWire, type Wire } from '../helpers/wires.ts'
import { type Actor, openWorld, realNamesIn, type World } from './world.ts'

/*
 * What goes over the lines holds ids alone: not even the own school's names. Over HTTP `doors.test.ts` looks at every
 * answer of every route.
 */

let world: World
const opened: Wire[] = []
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => {
  for (const wire of opened) wire.terminate()
  return world.house.close()
})

/** Everything that a line of this person to a room is told, as text. */
async function listen(kind: (typeof lineKinds)[number], actor: Actor, room: string) {
  const cookie = (await world.as(actor)).cookie() ?? ''
  const frames: string[] = []
  const hears = {
    onOpen: () => undefined,
    onMessage: (bytes: Uint8Array) => void frames.push(Buffer.from(bytes).toString('latin1')),
    onClose: () => undefined,
    onError: () => undefined,
  }
  const headers = { origin: testOrigin, cookie }
  const scheme = kind === 'events' ? 'http' : 'ws'
  const url = `${scheme}://${world.house.collab}/${room}`
  opened.push(kind === 'events' ? new EventsWire(url, headers, hears) : socketWire(url, headers, hears))
  await until(() => frames.length > 0, `a first word for ${actor}`)
  return frames
}

it.each(lineKinds)('nobody’s name goes over a line by %s, whoever listens', async (kind) => {
  const rooms = [world.pages.project.id, `space-${world.projectId}`]
  const heard: string[][] = []
  for (const room of rooms)
    for (const actor of ['otherPupil', 'partner', 'guest', 'owner'] as const)
      heard.push(await listen(kind, actor, room))
  const before = heard.map((frames) => frames.length)
  // A pupil comes, shows a caret, writes, is moved to a group, and leaves.
  const browser = await world.as('pupil')
  const peer = await world.house.join(world.pages.project.id, browser).synced()
  world.house.join(rooms[1] ?? '', browser)
  peer.sendAwareness(peer.ydoc.clientID, 1, { cursor: null })
  writeParagraph(peer.ydoc, 'a word')
  const owner = await world.as('owner')
  const path = `/api/projects/${world.projectId}/members/${world.people.pupil.id}`
  await owner.patch(path, { groupId: world.otters.id })
  await until(() => heard.every((frames, index) => frames.length > (before[index] ?? 0)), 'something new for everybody')
  peer.destroy()
  for (const frames of heard) expect(realNamesIn(frames.join(''), null)).toEqual([])
})
