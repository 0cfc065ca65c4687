import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { testOrigin } from '../helpers/app.ts'
import { writeParagraph } from '../helpers/live-app.ts'
import { type Peer, until } from '../helpers/relay.ts'
import { type Case, matrix, messageMatrix, open } from './matrix.ts'
import { type Actor, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.regroup())
afterAll(() => world.house.close())

const meaning: Record<string, number> = { f: 403, h: 404, u: 401 }
const letterOf = (status: number) => {
  if (status >= 200 && status < 300) return 'y'
  return Object.keys(meaning).find((letter) => meaning[letter] === status) ?? String(status)
}

async function knock(method: string, one: Case, actor: Actor) {
  const { path, body, form } = await one.ask(world, actor)
  const browser = await world.as(actor)
  if (form === undefined) return browser.send(method, path, body)
  const headers = { Origin: testOrigin, ...(browser.cookie() === null ? {} : { Cookie: browser.cookie() ?? '' }) }
  const response = await world.house.app.request(path, { method, headers, body: form })
  return { status: response.status, text: await response.text() }
}

/** Those who are refused knock first: a refusal that changed something would show in the answers that follow. */
const refusedFirst = (one: Case) => {
  const cells = one.cells.split(' ')
  const pairs = one.actors.map((actor, index) => ({ actor, cell: cells[index] ?? '' }))
  return [...pairs.filter((pair) => pair.cell !== 'y'), ...pairs.filter((pair) => pair.cell === 'y')]
}

describe('the door of HTTP', () => {
  const cases = Object.entries(matrix).flatMap(([route, row]) =>
    row === open ? [] : row.map((one) => ({ route, one })),
  )

  it.each(cases)('$route: $one.name, for those who may and nobody else', async ({ route, one }) => {
    const method = route.split(' ')[0] ?? ''
    for (const { actor, cell } of refusedFirst(one)) {
      const answer = await knock(method, one, actor)
      expect(letterOf(answer.status), `${actor} got ${answer.status} ${answer.text.slice(0, 200)}`).toBe(cell)
    }
  })

  it('tells an unknown document and a forbidden one apart for nobody', async () => {
    const pupil = await world.as('pupil')
    const forbidden = await pupil.get(`/api/documents/${world.pages.teachers.id}`)
    const unknown = await pupil.get(`/api/documents/${crypto.randomUUID()}`)
    const { requestId: _, ...one } = forbidden.body.error
    const { requestId: __, ...other } = unknown.body.error
    expect(one).toEqual(other)
    expect(forbidden.status).toBe(unknown.status)
  })
})

describe('the door of the socket', () => {
  const grants: {
    page: 'project' | 'herons' | 'teachers' | 'template'
    cells: Partial<Record<Actor, 'write' | 'read' | 'closed'>>
  }[] = [
    {
      page: 'project',
      cells: {
        owner: 'write',
        teacher: 'write',
        partner: 'write',
        visitor: 'read',
        pupilAdmin: 'write',
        pupil: 'write',
        otherPupil: 'write',
        guest: 'read',
        stranger: 'closed',
        schoolAdmin: 'closed',
        otherAdmin: 'closed',
        anonymous: 'closed',
      },
    },
    {
      page: 'herons',
      cells: {
        owner: 'write',
        teacher: 'write',
        partner: 'write',
        visitor: 'read',
        pupilAdmin: 'write',
        pupil: 'write',
        otherPupil: 'read',
        guest: 'read',
        stranger: 'closed',
        schoolAdmin: 'closed',
        anonymous: 'closed',
      },
    },
    {
      page: 'teachers',
      cells: {
        owner: 'write',
        teacher: 'write',
        partner: 'write',
        visitor: 'read',
        pupilAdmin: 'closed',
        pupil: 'closed',
        otherPupil: 'closed',
        guest: 'closed',
        stranger: 'closed',
        anonymous: 'closed',
      },
    },
  ]

  it.each(grants)('opens the $page page as the table says', async ({ page, cells }) => {
    for (const [actor, expected] of Object.entries(cells)) {
      const browser = await world.as(asActor(actor))
      const peer = world.house.join(world.pages[page].id, browser)
      await until(() => peer.identities.length > 0 || peer.closed !== null, `an answer for ${actor}`)
      const answer = peer.closed === null ? peer.identities[0]?.access : 'closed'
      expect(answer, `${actor} on the ${page} page`).toBe(expected)
      if (peer.closed !== null)
        expect(peer.closed.code).toBe(actor === 'anonymous' ? closeCode.unauthenticated : closeCode.unknown)
      peer.destroy()
    }
  })

  it('opens the space of a project to its members alone', async () => {
    for (const [actor, isIn] of [
      ['pupil', true],
      ['guest', true],
      ['stranger', false],
      ['anonymous', false],
    ] as const) {
      const peer = world.house.join(`space-${world.projectId}`, await world.as(actor))
      await until(() => peer.identities.length > 0 || peer.closed !== null, `an answer for ${actor}`)
      expect(peer.closed === null, actor).toBe(isIn)
      peer.destroy()
    }
  })

  it.each(Object.entries(messageMatrix))('takes or closes on %s by right to write', async (name, row) => {
    for (const [access, expected] of Object.entries(row)) {
      const browser = await world.as(access === 'write' ? 'pupil' : 'otherPupil')
      const peer = await world.house.join(world.pages.herons.id, browser).synced()
      sayOne(peer, name)
      await isAnswered(peer)
      expect(peer.closed === null ? 'taken' : 'closed', `${name} by one who may ${access}`).toBe(expected)
      peer.destroy()
    }
  })
})

/** Guarantee: keys of the tables above are actors, by their type. */
const asActor = (name: string) => name as Actor

/** Asks for the people here: the answer comes after whatever was said before it. */
async function isAnswered(peer: Peer) {
  const before = peer.heard.filter(({ type }) => type === messageType.sync).length
  peer.sendSync(syncType.stepOne, Y.encodeStateVector(peer.ydoc))
  const answered = () => peer.heard.filter(({ type }) => type === messageType.sync).length > before
  await until(() => peer.closed !== null || answered(), 'an answer or an end')
}

function aWord() {
  const ydoc = new Y.Doc()
  writeParagraph(ydoc, 'word')
  return Y.encodeStateAsUpdate(ydoc)
}

function sayOne(peer: Peer, name: string) {
  const said: Record<string, () => void> = {
    'sync step 1': () => peer.sendSync(syncType.stepOne, Y.encodeStateVector(peer.ydoc)),
    'sync step 2': () => peer.sendSync(syncType.stepTwo, aWord()),
    'sync update': () => peer.sendSync(syncType.update, aWord()),
    awareness: () => peer.sendAwareness(peer.ydoc.clientID, 1, { cursor: null }),
    queryAwareness: () => peer.send(messageType.queryAwareness, () => {}),
    hello: () => peer.hello(1, null),
    stored: () => peer.send(messageType.stored, (encoder) => encoding.writeVarUint(encoder, 1)),
    identity: () => peer.send(messageType.identity, (encoder) => encoding.writeVarString(encoder, '{}')),
    notice: () => peer.send(messageType.notice, (encoder) => encoding.writeVarString(encoder, '{}')),
    refused: () => peer.send(messageType.refused, (encoder) => encoding.writeVarString(encoder, '{}')),
  }
  said[name]?.()
}
