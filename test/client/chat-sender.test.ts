import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError, OfflineError } from '#client/api.ts'
import { FileStore } from '#client/chat/outbox/file-store.ts'
import { Sender } from '#client/chat/outbox/sender.ts'
import type { MessageDraft, OwnFile } from '#client/chat/outbox/outgoing.ts'
import { openOutbox, type OutboxOwner } from '#client/live/outbox.ts'

const person = (): OutboxOwner => ({
  id: randomUUID(),
  outboxKey: randomBytes(32).toString('base64url'),
  isSharedDevice: false,
})
const [project, group] = [randomUUID(), randomUUID()]

const message = (text: string, channelId = project): MessageDraft => ({
  id: randomUUID(),
  channelId,
  text,
  language: null,
  replyTo: null,
  attachments: [],
  mentions: [],
})

/** What the server holds, once per id, and how its line is. */
function server() {
  const stored: MessageDraft[] = []
  const state = { fails: () => null as Error | null, losesAnswers: false, asked: 0 }
  const post = async (draft: MessageDraft) => {
    state.asked += 1
    const failure = state.fails()
    if (failure) throw failure
    if (stored.every(({ id }) => id !== draft.id)) stored.push(draft)
    if (state.losesAnswers) throw new OfflineError('the answer was lost')
    return draft
  }
  return { stored, state, post, texts: () => stored.map(({ text }) => text) }
}

const refusal = (status: number, code: string, more: object = {}) => new ApiError(status, { code, ...more })

const noFiles = { upload: async () => Promise.reject(new Error('no files here')), remove: () => {} }

const start = (owner: OutboxOwner, post: (draft: MessageDraft) => Promise<MessageDraft>) =>
  new Sender({ outbox: openOutbox(owner), files: noFiles, post, onSent: () => {} })

/** A tab that is closed leaves its records to the next, whose module has a name of its own. */
async function nextTab(owner: OutboxOwner, post: (draft: MessageDraft) => Promise<MessageDraft>) {
  vi.resetModules()
  const [sender, outbox] = await Promise.all([
    import('#client/chat/outbox/sender.ts'),
    import('#client/live/outbox.ts'),
  ])
  return new sender.Sender({ outbox: outbox.openOutbox(owner), files: noFiles, post, onSent: () => {} })
}

/** On a machine with much to do. */
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 4_500 })

beforeEach(() => {
  vi.stubGlobal('navigator', {
    locks: { request: async (_: string, hold: () => unknown) => void hold(), query: async () => ({ held: [] }) },
  })
  return () => vi.unstubAllGlobals()
})

it('sends in the order of writing, each once, also where answers are lost', async () => {
  const { state, post, texts } = server()
  const sender = start(person(), post)
  state.losesAnswers = true
  for (const text of ['one', 'two', 'three']) sender.send(message(text))
  await soon(() => expect(state.asked).toBe(1))
  await soon(() => expect(sender.getSnapshot().map(({ state: { kind } }) => kind)).toEqual(Array(3).fill('waiting')))
  state.losesAnswers = false
  sender.kick()
  await soon(() => expect(sender.getSnapshot()).toEqual([]))
  expect(texts()).toEqual(['one', 'two', 'three'])
  sender.destroy()
})

it('what was written without a line is sent by the next tab, in order', async () => {
  const owner = person()
  const { state, post, texts } = server()
  state.fails = () => new OfflineError('no line')
  const sender = start(owner, post)
  sender.send(message('one'))
  sender.send(message('two', group))
  sender.send(message('three'))
  await soon(() => expect(sender.getSnapshot().every((one) => one.state.kind === 'waiting')).toBe(true))
  expect(sender.unsentChanges()).toBe(3)
  // The line is as dead for records as for messages when the window closes; both were kept before.
  const kept = await openOutbox(owner)
  await soon(async () => expect(await kept.adopt('chat')).toHaveLength(3))
  sender.destroy()
  state.fails = () => null
  const next = await nextTab(owner, post)
  await soon(() => expect(texts()).toHaveLength(3))
  expect(texts().filter((text) => text !== 'two')).toEqual(['one', 'three'])
  await soon(() => expect(next.getSnapshot()).toEqual([]))
  // What is sent is out of sight at once, and out of the store a moment later.
  await soon(async () => expect(await kept.adopt('chat')).toEqual([]))
  next.destroy()
})

it('a refused message keeps its text and its reason, outlasts the tab, and lets the others go', async () => {
  const owner = person()
  const { stored, state, post, texts } = server()
  state.fails = () =>
    stored.length === 0 && state.asked === 1 ? refusal(409, 'conflict', { reason: 'channel_paused' }) : null
  const sender = start(owner, post)
  sender.send(message('too late'))
  sender.send(message('in time'))
  await soon(() => expect(texts()).toEqual(['in time']))
  expect(sender.getSnapshot()).toMatchObject([
    { text: 'too late', state: { kind: 'refused', reason: 'channel_paused' } },
  ])
  expect(sender.unsentChanges()).toBe(0)
  const kept = await openOutbox(owner)
  const refused = async () => (await kept.adopt('chat')).map(({ changes }) => changes)
  await soon(async () => expect(await refused()).toEqual([0]))
  sender.destroy()
  const next = await nextTab(owner, post)
  await soon(() => expect(next.getSnapshot()).toHaveLength(1))
  const [left] = next.getSnapshot()
  next.retry(left?.id ?? '')
  await soon(() => expect(texts()).toEqual(['in time', 'too late']))
  next.destroy()
})

it('slow mode holds one channel until its time, and the other goes on', async () => {
  const { state, post, texts } = server()
  const sender = start(person(), post)
  state.fails = () => (state.asked === 1 ? refusal(429, 'too_many', { reason: 'slow_mode', retryAfterMs: 60 }) : null)
  sender.send(message('slowly'))
  await soon(() => expect(sender.getSnapshot()[0]?.state).toMatchObject({ kind: 'waiting' }))
  const [held] = sender.getSnapshot()
  expect(held?.state.kind === 'waiting' && held.state.until).toBeGreaterThan(Date.now() - 1_000)
  sender.send(message('elsewhere', group))
  await soon(() => expect(texts()).toEqual(['elsewhere', 'slowly']))
  sender.destroy()
})

it('when the session is over nothing more is tried, and everything stays', async () => {
  const { state, post } = server()
  const ended = vi.fn()
  const sender = new Sender({
    outbox: openOutbox(person()),
    files: noFiles,
    post,
    onSent: () => {},
    onSignedOut: ended,
  })
  state.fails = () => refusal(401, 'unauthenticated')
  sender.send(message('one'))
  sender.send(message('two'))
  await soon(() => expect(ended).toHaveBeenCalledOnce())
  expect(sender.getSnapshot().map((one) => one.state.kind)).toEqual(['waiting', 'waiting'])
  sender.kick()
  expect(state.asked).toBe(1)
  sender.destroy()
})

it('on a shared device messages live in this window only, and say so', async () => {
  const owner = { ...person(), isSharedDevice: true }
  const { state, post } = server()
  state.fails = () => new OfflineError('no line')
  const sender = start(owner, post)
  sender.send(message('here alone'))
  await soon(() => expect(sender.getSnapshot()[0]?.state.kind).toBe('waiting'))
  expect(sender.isKept()).toBe(false)
  sender.destroy()
})

const picture = (id: string): OwnFile => ({
  id,
  kind: 'picture',
  name: 'heron.png',
  type: 'image/png',
  size: 3,
  alt: 'A heron',
  isDecorative: false,
  durationMs: null,
  fileId: null,
})

it('files go up first, each once, and the message that brings them after', async () => {
  const { stored, state, post } = server()
  const gone: string[] = []
  const up: string[] = []
  let isLineLost = true
  const files = {
    async upload(_: string, { id }: OwnFile) {
      if (id === 'second' && isLineLost) throw new OfflineError('no line')
      up.push(id)
      return `on the server: ${id}`
    },
    remove: (ids: readonly string[]) => void gone.push(...ids),
  }
  const sender = new Sender({ outbox: openOutbox(person()), files, post, onSent: () => {} })
  sender.send({ ...message('look'), attachments: [picture('first'), picture('second')] })
  await soon(() => expect(sender.getSnapshot()[0]?.state.kind).toBe('waiting'))
  expect(sender.getSnapshot()[0]?.attachments.map((one) => one.fileId)).toEqual(['on the server: first', null])
  expect(state.asked).toBe(0)
  isLineLost = false
  sender.kick()
  await soon(() => expect(sender.getSnapshot()).toEqual([]))
  expect(up).toEqual(['first', 'second'])
  expect(stored[0]?.attachments.map((one) => one.fileId)).toEqual(['on the server: first', 'on the server: second'])
  expect(gone).toEqual(['first', 'second'])
  sender.destroy()
})

it('a file that is refused is said on its message, and goes up again when that is sent once more', async () => {
  const { texts, post } = server()
  let asked = 0
  const files = {
    async upload() {
      asked += 1
      if (asked === 2) throw refusal(422, 'invalid', { reason: 'file_mismatch' })
      return `file ${asked}`
    },
    remove: () => {},
  }
  const sender = new Sender({ outbox: openOutbox(person()), files, post, onSent: () => {} })
  sender.send({ ...message('with files'), attachments: [picture('first'), picture('second')] })
  sender.send(message('without'))
  await soon(() => expect(texts()).toEqual(['without']))
  const [refused] = sender.getSnapshot()
  expect(refused?.state).toEqual({ kind: 'refused', reason: 'file_mismatch' })
  sender.retry(refused?.id ?? '')
  await soon(() => expect(texts()).toEqual(['without', 'with files']))
  expect(asked).toBe(4)
  sender.destroy()
})

it('the files of a message outlast the tab', async () => {
  const owner = person()
  const { stored, post } = server()
  const read: string[] = []
  const offline = { upload: async () => Promise.reject(new OfflineError('no line')), remove: () => {} }
  const sender = new Sender({ outbox: openOutbox(owner), files: offline, post, onSent: () => {} })
  const before = new FileStore(openOutbox(owner))
  const id = before.put(new Blob(['abc'], { type: 'image/png' }))
  sender.send({ ...message('look'), attachments: [picture(id)] })
  await soon(() => expect(sender.getSnapshot()[0]?.state.kind).toBe('waiting'))
  sender.destroy()
  vi.resetModules()
  const [{ Sender: Next }, { FileStore: Store }, outbox] = await Promise.all([
    import('#client/chat/outbox/sender.ts'),
    import('#client/chat/outbox/file-store.ts'),
    import('#client/live/outbox.ts'),
  ])
  const store = new Store(outbox.openOutbox(owner))
  const files = {
    async upload(_: string, file: OwnFile) {
      read.push((await (await store.get(file.id, file.type))?.text()) ?? 'lost')
      return 'up'
    },
    remove: (ids: readonly string[]) => store.remove(ids),
  }
  const next = new Next({ outbox: outbox.openOutbox(owner), files, post, onSent: () => {} })
  await soon(() => expect(stored.map(({ text }) => text)).toEqual(['look']))
  expect(read).toEqual(['abc'])
  next.destroy()
})
