import * as encoding from 'lib0/encoding'
import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { EventsWire, pack, post } from '#test/helpers/wires.ts'

let relay: TestRelay
let page: string
afterEach(() => relay.stop())

/** The line under a peer that was opened with `line: 'events'`. */
function wireOf(peer: Peer): EventsWire {
  if (peer.ws instanceof EventsWire) return peer.ws
  throw new Error('this peer is on a websocket')
}

const roomUrl = (room: string) => `http://127.0.0.1:${relay.port}/collab/${room}`

/** Posts on this peer's line by hand: it must be manual, and not send by itself. */
const say = (peer: Peer, sequence: number, body: Uint8Array, headers: Record<string, string> = {}, room = page) =>
  post(`${roomUrl(room)}/messages`, { ...wireOf(peer).postHeaders(sequence), ...headers }, body)

/** A line nothing is said on but what the test says. */
async function byHand(userId: string): Promise<Peer> {
  const peer = relay.join(page, userId, { access: 'write' }, { line: 'events', isManual: true, isSilent: true })
  await until(() => peer.isOpen, 'open')
  return peer
}

/** A message with an update that writes this word. */
function word(text: string): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.getText('t').insert(0, text)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, syncType.update)
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(ydoc))
  return encoding.toUint8Array(encoder)
}

/** For who wants to be told what is stored. */
function hello(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.hello)
  encoding.writeVarString(encoder, JSON.stringify({ schemaVersion: 1, epoch: null }))
  return encoding.toUint8Array(encoder)
}

/** A POST that has come and waits, with its repeat: where a third is refused, two are there. Gives what they are answered. */
async function waiting(peer: Peer, body: Uint8Array): Promise<{ answers: Promise<number[]> }> {
  const posts = [say(peer, 1, body), say(peer, 1, body), say(peer, 1, body)]
  expect(await Promise.race(posts)).toBe(409)
  return { answers: Promise.all(posts).then((statuses) => statuses.toSorted()) }
}

/** Access answers when it is told to. */
function holdAccess(): () => void {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  relay.access.before = () => answered
  return answer
}

test('a stream is told not to be kept back, opens with a secret, and ends with a code (SPEC 53)', async () => {
  relay = await startRelay({ line: 'events' })
  page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const { headers, secret, comments } = wireOf(lina)
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  expect([Buffer.from(secret, 'base64url').length, comments]).toEqual([16, 1])
  const tom = await relay.join(page, 'tom').synced()
  expect(wireOf(tom).secret).not.toBe(secret)
  relay.people.delete('lina')
  await relay.rooms.recheck({ userIds: ['lina'] })
  expect(await lina.isCut()).toBe(closeCode.unauthenticated)
  expect(lina.closed?.reason).toBe('judged again')
})

test('what is said in one turn leaves in one piece (SPEC 53)', async () => {
  relay = await startRelay({ line: 'events' })
  page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const before = wireOf(lina).pieces
  for (let index = 0; index < 50; index++) relay.rooms.notice({ documentId: page }, { topic: 'people', id: `${index}` })
  await until(() => lina.notices.length === 50)
  expect(wireOf(lina).pieces - before).toBeLessThan(5)
})

test('one on a websocket and one on events write together (SPEC 53, 55)', async () => {
  relay = await startRelay()
  page = relay.store.add()
  const lina = await relay.join(page, 'lina', { access: 'write' }, { line: 'events' }).synced()
  const tom = await relay.join(page, 'tom').synced()
  for (let turn = 0; turn < 20; turn++) {
    lina.type('l', turn % 3)
    tom.type('t', turn % 2)
  }
  await Promise.all([lina.saved(), tom.saved()])
  await until(() => lina.text === tom.text && lina.text.length === 40)
  expect(relay.store.text(page)).toBe(lina.text)
  expect(relay.rooms.present({ documentId: page })).toEqual(['lina', 'tom'])
})

test('a page of another site neither opens a line nor speaks on one (SPEC 54)', async () => {
  relay = await startRelay({ line: 'events' })
  page = relay.store.add()
  const evil = { origin: 'https://evil.example' }
  const peer = relay.join(page, 'lina', { access: 'write' }, { headers: evil })
  await until(() => peer.failure !== null)
  expect(peer.failure?.message).toContain('403')
  expect(relay.access.asked).toBe(0)
  const lina = await byHand('lina')
  expect(await say(lina, 1, pack(word('evil')), evil)).toBe(403)
  expect(await say(lina, 1, pack(word('good')))).toBe(204)
  await until(() => relay.store.text(page) === 'good')
})

test('who comes while the relay closes is told when to return (SPEC 54)', async () => {
  relay = await startRelay({ line: 'events' })
  page = relay.store.add()
  await relay.rooms.close()
  const late = relay.join(page, 'late')
  expect(await late.isCut()).toBe(closeCode.restart)
  expect(late.closed?.reason).toMatch(/^delay=\d+$/)
  expect(late.isOpen).toBe(false)
})

test('a POST is answered when the relay would read on, and holds up nobody; the next is too early until then (SPEC 55, 56)', async () => {
  relay = await startRelay({ recheckTimeoutMs: 60_000 })
  page = relay.store.add()
  const tom = await relay.join(page, 'tom').synced()
  const lina = await byHand('lina')
  expect(await say(lina, 1, pack(word('a')))).toBe(204)
  const answer = holdAccess()
  const judged = relay.rooms.recheck({ userIds: ['lina'] })
  let status = 0
  const said = say(lina, 2, pack(word('b'))).then((given) => (status = given))
  tom.type('t')
  await tom.saved()
  expect([status, tom.text.includes('b')]).toEqual([0, false])
  expect(await say(lina, 3, pack(word('c')))).toBe(409)
  answer()
  await Promise.all([judged, said])
  expect(status).toBe(204)
  await until(() => tom.text.includes('b'))
})

test('a POST holds several messages, and the last of a batch waits its turn (SPEC 26, 55)', async () => {
  relay = await startRelay({ updatesPerSecond: 100, bytesPerSecond: 20_000, burst: 0.1 })
  page = relay.store.add()
  const lina = await byHand('lina')
  const before = Date.now()
  expect(await say(lina, 1, pack(hello(), ...Array.from({ length: 40 }, (_, index) => word(`${index};`))))).toBe(204)
  expect(Date.now() - before).toBeGreaterThanOrEqual(250)
  await until(() => lina.stored === 40)
  // One message that is more than the rate allows is taken at once, and answered when the next would be.
  const between = Date.now()
  expect(await say(lina, 2, pack(word('x'.repeat(7_000))))).toBe(204)
  expect(Date.now() - between).toBeGreaterThanOrEqual(200)
})

test('a POST that comes again has no effect, and one out of turn is refused (SPEC 56)', async () => {
  relay = await startRelay()
  page = relay.store.add()
  let open = () => {}
  relay.store.beforeLoad = () => new Promise((resolve) => (open = resolve))
  const lina = await byHand('lina')
  await until(() => relay.store.loads === 1)
  // The room is being loaded: the first waits, and so does its repeat; what comes after it is too early.
  const first = await waiting(lina, pack(hello(), word('a')))
  expect(await say(lina, 2, pack(word('x')))).toBe(409)
  open()
  expect(await first.answers).toEqual([204, 204, 409])
  expect(await say(lina, 1, pack(word('a')))).toBe(204)
  for (const wrong of [0, 3, -1, 1.5, Number.NaN]) expect(await say(lina, wrong, pack(word('x')))).toBe(409)
  expect(await say(lina, 2, pack(word('b')))).toBe(204)
  expect(await say(lina, 1, pack(word('a')))).toBe(409)
  expect(await say(lina, 3, pack(word('c')))).toBe(204)
  await until(() => relay.store.text(page).length === 3)
  // Whatever is counted is said with, or before, the next broadcast: three messages, no fourth.
  await relay.rooms.edit(page, null, (ydoc) => ydoc.getMap('m').set('told', true))
  await until(() => lina.ydoc.getMap('m').has('told'))
  expect([lina.stored, lina.closed]).toEqual([3, null])
})

test('a POST that broke off on its way can be sent again (SPEC 56)', async () => {
  relay = await startRelay()
  page = relay.store.add()
  const lina = await byHand('lina')
  const body = pack(hello(), word('a'), word('b'))
  const headers = { ...wireOf(lina).postHeaders(1), 'content-length': body.length }
  // Twice: neither may keep the place of the one that comes whole.
  for (let round = 0; round < 2; round++) {
    const broken = request(`${roomUrl(page)}/messages`, { method: 'POST', headers })
    broken.on('error', () => undefined)
    await new Promise((resolve) => void broken.write(body.subarray(0, 30), resolve))
    broken.destroy()
    await new Promise((resolve) => void broken.once('close', resolve))
  }
  let status = 409
  // Until the relay has heard of both ends their places are taken.
  for (let left = 200; status === 409 && left > 0; left--) status = await say(lina, 1, body)
  expect(status).toBe(204)
  await until(() => lina.stored === 2)
})

test('nobody speaks on the line of another, in another room, or on one that is over (SPEC 57)', async () => {
  relay = await startRelay()
  page = relay.store.add()
  const other = relay.store.add()
  relay.people.set('tom', { access: 'write' })
  const lina = await byHand('lina')
  for (const headers of [{ cookie: 'user=tom' }, { cookie: '' }, { 'x-line': 'AAAAAAAAAAAAAAAAAAAAAA' }])
    expect(await say(lina, 1, pack(word('x')), headers)).toBe(410)
  expect(await say(lina, 1, pack(word('x')), {}, other)).toBe(410)
  relay.access.isBroken = true
  expect(await say(lina, 1, pack(word('x')), { cookie: 'user=tom' })).toBe(410)
  relay.access.isBroken = false
  const asked = relay.access.asked
  // The same session under other cookies is asked about once.
  for (const sequence of [1, 2])
    expect(await say(lina, sequence, pack(word('a')), { cookie: 'theme=dark; user=lina' })).toBe(204)
  expect(relay.access.asked).toBe(asked + 1)
  lina.ws.terminate()
  await until(() => relay.rooms.present({ documentId: page }).length === 0)
  expect(await say(lina, 3, pack(word('x')))).toBe(410)
  expect([relay.store.text(page), relay.store.text(other)]).toEqual(['aa', ''])
})

test('what waits when its line ends is not taken (SPEC 57)', async () => {
  relay = await startRelay({ recheckTimeoutMs: 60_000 })
  page = relay.store.add()
  const lina = await byHand('lina')
  const answer = holdAccess()
  const judged = relay.rooms.recheck({ userIds: ['lina'] })
  const said = await waiting(lina, pack(word('x')))
  relay.people.delete('lina')
  answer()
  await judged
  expect(await said.answers).toEqual([409, 410, 410])
  expect(await lina.isCut()).toBe(closeCode.unauthenticated)
  // Nor is it when the peer has left while it waited, and nobody has answered yet.
  const tom = await byHand('tom')
  const answerAgain = holdAccess()
  const judgedAgain = relay.rooms.recheck({ userIds: ['tom'] })
  const saidAgain = await waiting(tom, pack(word('x')))
  tom.ws.terminate()
  expect(await saidAgain.answers).toEqual([409, 410, 410])
  answerAgain()
  await judgedAgain
  expect(relay.store.text(page)).toBe('')
})

test('a body that is too long or does not come out even ends the line, and nothing of it is taken (SPEC 58)', async () => {
  relay = await startRelay({ frameBytes: 3_000 })
  page = relay.store.add()
  const bodies: [Uint8Array, status: number, code: number][] = [
    [new Uint8Array(3_001), 413, 1009],
    [new Uint8Array(3_000_000), 413, 1009],
    [new Uint8Array([...pack(word('x')), 9, 0]), 400, closeCode.malformed],
    [new Uint8Array([...pack(word('x')), 0xff]), 400, closeCode.malformed],
    [new Uint8Array(20).fill(0xff), 400, closeCode.malformed],
  ]
  for (const [body, status, code] of bodies) {
    const lina = await byHand('lina')
    expect(await say(lina, 1, body)).toBe(status)
    expect(await lina.isCut()).toBe(code)
    expect(await say(lina, 2, pack(word('x')))).toBe(410)
  }
  const tom = await byHand('tom')
  expect(await say(tom, 1, pack(new Uint8Array([42])))).toBe(410)
  expect(await tom.isCut()).toBe(closeCode.malformed)
  expect(relay.store.text(page)).toBe('')
})

test('who posts nothing for a minute is cut, who posts nothing in particular is not (SPEC 59)', async () => {
  relay = await startRelay({ eventsPingMs: 5, pingMs: 10, recheckTimeoutMs: 60_000 })
  page = relay.store.add()
  const [silent, lina, mia] = [await byHand('tom'), await byHand('lina'), await byHand('mia')]
  const answer = holdAccess()
  const judged = relay.rooms.recheck({ userIds: ['mia'] })
  const said = await waiting(mia, pack())
  relay.clock.aheadMs += 40_000
  expect(await say(lina, 1, pack())).toBe(204)
  const heard = wireOf(lina).comments
  await until(() => wireOf(lina).comments > heard + 3)
  expect([silent.closed, wireOf(silent).comments > 3]).toEqual([null, true])
  relay.clock.aheadMs += 25_000
  // A cut says no code.
  expect(await silent.isCut()).toBe(1006)
  expect(await say(lina, 2, pack())).toBe(204)
  relay.clock.aheadMs += 40_000
  const later = wireOf(lina).comments
  await until(() => wireOf(lina).comments > later + 3)
  expect(relay.rooms.present({ documentId: page }).toSorted()).toEqual(['lina', 'mia'])
  answer()
  await judged
  expect(await said.answers).toEqual([204, 204, 409])
  relay.clock.aheadMs += 60_000
  expect([await lina.isCut(), await mia.isCut()]).toEqual([1006, 1006])
})
