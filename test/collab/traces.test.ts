import { claire, signInPupil } from '#test/helpers/demo.ts'
import { type Login, signIn } from '#test/helpers/live-client.ts'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { type Place, readText, replayConcurrent, replaySequential } from '#test/faults/trace-run.ts'
import { readConcurrent, readSequential } from '#test/faults/traces.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Samples only; `npx tsx test/faults/replay.ts` replays the whole traces. */

let server: ServerProcess
let place: Place
let pupils: Login[]

beforeAll(async () => {
  server = await serverProcess({ isDemo: true })
  await server.start()
  place = { origin: server.origin, teacher: await signIn(server.origin, claire) }
  pupils = await Promise.all([0, 24, 1].map((which) => signInPupil(server.origin, which)))
})
afterAll(() => server.dispose())

test('what one person really wrote is read again to the letter, before and after a restart', async () => {
  const trace = readSequential('json-crdt-blog-post', true)
  const { room } = await replaySequential(place, 'Trace', trace)
  expect(await readText(place, room)).toBe(trace.endContent)
  await server.kill()
  await server.start()
  expect(await readText(place, room)).toBe(trace.endContent)
})

test('what people really wrote at the same time is read again to the letter, before and after a restart', async () => {
  const trace = readConcurrent('clownschool', true)
  const { room } = await replayConcurrent(place, 'Trace', trace, pupils, 50)
  expect(await readText(place, room)).toBe(trace.endContent)
  await server.kill()
  await server.start()
  expect(await readText(place, room)).toBe(trace.endContent)
})

test('positions count characters, not UTF-16 units', async () => {
  const edits: [number, number, string][] = [
    [0, 0, 'a😀b'],
    [2, 0, 'c'],
    [1, 1, ''],
  ]
  const txns = edits.map((edit) => ({ patches: [edit] }))
  const { room } = await replaySequential(place, 'Trace', { startContent: '', endContent: 'acb', txns }, 1)
  expect(await readText(place, room)).toBe('acb')
})
