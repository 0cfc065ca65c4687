import { afterEach, expect, test } from 'vitest'
import { contentHash } from '#collab/relay/content-hash.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/* A document too large to be looked through between two turns of the loop is made ready for newcomers elsewhere (SPEC 82). */

let relay: TestRelay
afterEach(() => relay.stop())

const heardWord = (peer: Peer, word: string) => peer.heard.some(({ bytes }) => Buffer.from(bytes).includes(word))

async function pageWithSecret() {
  const page = relay.store.add()
  const anna = await relay.join(page, 'anna').synced()
  anna.type('The OPENSESAME river')
  anna.ydoc.getText('t').delete(4, 11)
  await anna.saved()
  return { page, anna }
}

/** Holds the thread until `goOn`. */
function holdThread() {
  let goOn = () => {}
  let isAsked = false
  const held = new Promise<void>((resolve) => (goOn = resolve))
  relay.store.beforeVisible = () => {
    isAsked = true
    return held
  }
  return { goOn: () => goOn(), asked: () => until(() => isAsked, 'the thread to be asked') }
}

test('who comes meanwhile waits for it, others work on, and it has what they wrote and nothing of what was deleted (SPEC 82)', async () => {
  relay = await startRelay({ preparedFromBytes: 0 })
  const { page, anna } = await pageWithSecret()
  const thread = holdThread()
  const ben = relay.join(page, 'ben', { access: 'read' })
  await thread.asked()
  anna.type(' is AFTERWARDS wide')
  anna.ydoc.getText('t').delete(13, 11)
  await anna.saved()
  expect(ben.isSynced).toBe(false)
  const carl = relay.join(page, 'carl')
  thread.goOn()
  for (const peer of [ben, carl]) {
    await peer.synced()
    await until(() => peer.text === 'The river is wide', 'all of it')
    expect(contentHash(peer.ydoc)).toBe(contentHash(anna.ydoc))
    expect(heardWord(peer, 'OPENSESAME') || heardWord(peer, 'AFTERWARDS')).toBe(false)
  }
  carl.type('!')
  await carl.saved()
  await until(() => ben.text.endsWith('!') && anna.text.endsWith('!'), 'the new letter')
})

test('where the thread fails, who waits has all of it all the same (SPEC 82)', async () => {
  relay = await startRelay({ preparedFromBytes: 0 })
  const { page, anna } = await pageWithSecret()
  relay.store.beforeVisible = () => Promise.reject(new Error('the thread ended by itself'))
  const ben = await relay.join(page, 'ben').synced()
  expect(ben.text).toBe('The river')
  expect(contentHash(ben.ydoc)).toBe(contentHash(anna.ydoc))
  expect(heardWord(ben, 'OPENSESAME')).toBe(false)
})

test('who waits for it longer than a reader may stall is not sent away (SPEC 30, 82)', async () => {
  const stallMs = 7
  relay = await startRelay({ preparedFromBytes: 0, stallMs })
  const { page } = await pageWithSecret()
  const thread = holdThread()
  const ben = relay.join(page, 'ben')
  await thread.asked()
  // Who takes nothing is sent away at the first look.
  const looks = () => relay.clock.over.filter((ms) => ms === stallMs).length
  const before = looks()
  await until(() => looks() >= before + 3, 'looks whether it reads')
  thread.goOn()
  await ben.synced()
  expect(ben.closed).toBeNull()
  expect(ben.text).toBe('The river')
})
