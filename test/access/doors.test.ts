import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { type Browser, testOrigin } from '../helpers/app.ts'
import { writeParagraph } from '../helpers/live-app.ts'
import { type Peer, until } from '../helpers/relay.ts'
import { EventsWire, type LineKind, lineKinds, pack, post, socketWire, type Wire } from '../helpers/wires.ts'
import { matrix, open } from './matrix.ts'
import { placedRows } from './placed-matrix.ts'
import type { Case } from './rows.ts'
import { lineCallers, lineMatrix, messageMatrix } from './socket-matrix.ts'
import { type Actor, openWorld, realNamesIn, type World } from './world.ts'

let world: World
const opened: Wire[] = []
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => {
  world.house.forgetPaces()
  return world.regroup()
})
afterEach(() => {
  for (const wire of opened.splice(0)) wire.terminate()
})
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
  const cases = [...Object.entries(matrix), ...Object.entries(placedRows)].flatMap(([route, row]) =>
    row === open ? [] : row.map((one) => ({ route, one })),
  )

  it.each(cases)('$route: $one.name, for those who may and nobody else', async ({ route, one }) => {
    const method = route.split(' ')[0] ?? ''
    for (const { actor, cell } of refusedFirst(one)) {
      const answer = await knock(method, one, actor)
      expect(letterOf(answer.status), `${actor} got ${answer.status} ${answer.text.slice(0, 200)}`).toBe(cell)
      const schoolId = actor === 'anonymous' ? null : world.schoolIdOf(actor)
      expect(realNamesIn(answer.text, schoolId), `${actor} reads names of other schools’ pupils`).toEqual([])
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

describe.each(lineKinds)('the door of a line over %s', (line) => {
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
      const peer = world.house.join(world.pages[page].id, browser, line)
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
      const peer = world.house.join(`space-${world.projectId}`, await world.as(actor), line)
      await until(() => peer.identities.length > 0 || peer.closed !== null, `an answer for ${actor}`)
      expect(peer.closed === null, actor).toBe(isIn)
      peer.destroy()
    }
  })

  it.each(Object.entries(messageMatrix))('takes or closes on %s by right to write', async (name, row) => {
    for (const [access, expected] of Object.entries(row)) {
      const browser = await world.as(access === 'write' ? 'pupil' : 'otherPupil')
      const peer = await world.house.join(world.pages.herons.id, browser, line).synced()
      sayOne(peer, name)
      await isAnswered(peer)
      expect(peer.closed === null ? 'taken' : 'closed', `${name} by one who may ${access}`).toBe(expected)
      peer.destroy()
    }
  })
})

describe('the addresses of the relay', () => {
  const cells = Object.entries(lineMatrix).flatMap(([route, row]) =>
    lineCallers.map((caller, index) => ({ route, caller, cell: row.split(' ')[index] ?? '' })),
  )

  it.each(cells)('$route answers $caller with $cell', async ({ route, caller, cell }) => {
    const browser = await world.as(caller === 'otherSite' ? 'pupil' : caller)
    const headers = headersOf(browser, caller === 'otherSite' ? 'https://evil.example' : testOrigin)
    const address = (route.split('/collab')[1] ?? '').replace(':room', world.pages.herons.id)
    const url = `${route.startsWith('GET') ? 'ws' : 'http'}://${world.house.collab}${address}`
    if (route === 'POST /collab/:room/messages') {
      const owner = await lineOf(caller === 'pupil' ? browser : await world.as('pupil'))
      const status = await post(url, { ...headers, 'x-line': owner.secret, 'x-sequence': '1' }, pack())
      return expect(String(status)).toBe(cell)
    }
    if (route.endsWith('/messages')) return expect(String(await post(url, headers, pack()))).toBe(cell)
    return expect(
      await answerOf(route.startsWith('GET') ? 'socket' : 'events', url.replace(/\/events$/, ''), headers),
    ).toBe(cell)
  })

  it('lets nobody speak on a line under another session of the same person', async () => {
    const owner = await lineOf(await world.as('pupil'))
    const headers = { ...headersOf(await world.as('pupil'), testOrigin), 'x-line': owner.secret, 'x-sequence': '1' }
    expect(await post(`http://${world.house.collab}/${world.pages.herons.id}/messages`, headers, pack())).toBe(410)
  })
})

const headersOf = (browser: Browser, origin: string): Record<string, string> => {
  const cookie = browser.cookie()
  return { origin, ...(cookie === null ? {} : { cookie }) }
}

/** A line to the herons' page that nothing is said on. */
function lineOf(browser: Browser): Promise<EventsWire> {
  return new Promise((resolve, reject) => {
    const wire = new EventsWire(
      `http://${world.house.collab}/${world.pages.herons.id}`,
      headersOf(browser, testOrigin),
      {
        onOpen: () => resolve(wire),
        onMessage: () => undefined,
        onClose: () => undefined,
        onError: reject,
      },
    )
    opened.push(wire)
  })
}

/** `open` where something was heard, else the code it was closed with or the status it was refused with. */
function answerOf(kind: LineKind, url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const hears = {
      onOpen: () => (url.endsWith('/test') && kind === 'socket' ? wire.send(Uint8Array.of(1)) : undefined),
      onMessage: () => resolve('open'),
      onClose: (code: number) => resolve(String(code)),
      onError: (error: Error) => resolve(/\d{3}$/.exec(error.message)?.[0] ?? error.message),
    }
    const wire: Wire = kind === 'events' ? new EventsWire(url, headers, hears) : socketWire(url, headers, hears)
    opened.push(wire)
  })
}

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
    fleeting: () =>
      peer.send(messageType.fleeting, (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array([1]))),
    queryAwareness: () => peer.send(messageType.queryAwareness, () => {}),
    hello: () => peer.hello(1, null),
    packed: () => peer.send(messageType.packed, (encoder) => encoding.writeVarUint(encoder, 1)),
    pending: () => peer.send(messageType.pending, (encoder) => encoding.writeVarUint8Array(encoder, aWord())),
    stored: () => peer.send(messageType.stored, (encoder) => encoding.writeVarUint(encoder, 1)),
    identity: () => peer.send(messageType.identity, (encoder) => encoding.writeVarString(encoder, '{}')),
    notice: () => peer.send(messageType.notice, (encoder) => encoding.writeVarString(encoder, '{}')),
    refused: () => peer.send(messageType.refused, (encoder) => encoding.writeVarString(encoder, '{}')),
  }
  said[name]?.()
}
