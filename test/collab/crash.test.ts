import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryStore } from '#test/helpers/memory-store.ts'
import { type Peer, seeded, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

interface Writer {
  name: string
  ydoc: Y.Doc
  peer: Peer
  /** Tokens of this connection by the number of the message that carried them. */
  sent: Map<number, string>
}

const acknowledged = (writer: Writer) =>
  [...writer.sent].filter(([message]) => message <= writer.peer.stored).map(([, token]) => token)

for (const seed of [1, 2, 3, 4]) {
  test(`what was called stored survives crashes that take its author too, once (seed ${seed}; SPEC 20, 37, 39, 40)`, async () => {
    const random = seeded(seed)
    const store = new MemoryStore()
    const page = store.add()
    const safe = new Set<string>()
    let relay: TestRelay
    let people = 0
    let tokens = 0
    const connect = async (name: string, ydoc: Y.Doc): Promise<Writer> => {
      const peer = await relay.join(page, name, { access: 'write' }, { ydoc }).synced()
      return { name, ydoc, peer, sent: new Map() }
    }
    const newcomer = () => connect(`pupil${people++}`, new Y.Doc())
    const start = () => startRelay({ updatesPerSecond: 10_000, healMs: 20, windowMs: 2, lingerMs: 1 }, store)
    const write = (writer: Writer) => {
      const token = `<${writer.name}:${String(tokens++).padStart(6, '0')}>`
      const text = writer.ydoc.getText('t')
      // Between whole tokens, next to words of others: what is written hangs on what may be lost.
      const at = text.toString().indexOf('<', random(text.length + 1))
      text.insert(at < 0 ? text.length : at, token)
      writer.sent.set(writer.peer.sent, token)
    }
    relay = await start()
    let writers = await Promise.all(Array.from({ length: 6 }, newcomer))
    for (let life = 0; life < 6; life++) {
      for (let step = 0; step < 60; step++) {
        const writer = writers[random(writers.length)]
        if (writer !== undefined && writer.peer.closed === null) write(writer)
        store.isBroken = random(12) === 0
        store.losesAnswer = random(12) === 0
        if (random(3) === 0) await new Promise((resolve) => void setTimeout(resolve, random(4)))
      }
      store.isBroken = false
      for (const writer of writers) for (const token of acknowledged(writer)) safe.add(token)
      relay.crash()
      const afterCrash = store.text(page)
      expect([...safe].filter((token) => !afterCrash.includes(token))).toEqual([])
      store.losesAnswer = false
      relay = await start()
      const survivors = writers.slice(random(3))
      writers = await Promise.all(survivors.map((writer) => connect(writer.name, writer.ydoc)))
      while (writers.length < 6) writers.push(await newcomer())
    }
    await until(
      () =>
        writers.every(
          (writer) =>
            writer.peer.closed !== null || writer.peer.refusals.length > 0 || writer.peer.stored === writer.peer.sent,
        ),
      'all stored or told',
    )
    const text = store.text(page)
    for (const token of safe) expect(text.split(token).length, token).toBe(2)
    const whole = store.ydoc(page)
    expect([whole.store.pendingStructs, whole.store.pendingDs]).toEqual([null, null])
    expect(safe.size).toBeGreaterThan(50)
    await relay.stop()
  })
}
