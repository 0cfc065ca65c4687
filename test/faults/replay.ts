import { parseArgs } from 'node:util'
import { claire, signInPupil } from '#test/helpers/demo.ts'
import { signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { type Place, readText, type Replay, replayConcurrent, replaySequential } from './trace-run.ts'
import { hasWholeTraces, readConcurrent, readSequential, tracesFolder } from './traces.ts'

// Whole traces through the built product: npx tsx test/faults/replay.ts [--only seph-blog1]
const { values } = parseArgs({ options: { only: { type: 'string' } } })
if (!hasWholeTraces) throw new Error(`no traces in ${tracesFolder}; set TRACES_DIR`)

const server = await serverProcess({ isDemo: true })
await server.start()
const place: Place = { origin: server.origin, teacher: await signIn(server.origin, claire) }
const people = await Promise.all([0, 24, 1].map((which) => signInPupil(server.origin, which)))
let isGood = true

for (const name of ['sveltecomponent', 'json-crdt-blog-post', 'seph-blog1']) {
  if ((values.only ?? name) !== name) continue
  const trace = readSequential(name)
  await judge(name, trace.endContent, await replaySequential(place, name, trace))
}
if ((values.only ?? 'clownschool') === 'clownschool') {
  const trace = readConcurrent('clownschool')
  await judge('clownschool', trace.endContent, await replayConcurrent(place, 'clownschool', trace, people))
}
await server.dispose()
process.exit(isGood ? 0 : 1)

async function judge(name: string, wanted: string, { room, ms, edits }: Replay): Promise<void> {
  const isExact = (await readText(place, room)) === wanted
  await server.kill()
  await server.start()
  const isExactAgain = (await readText(place, room)) === wanted
  isGood &&= isExact && isExactAgain
  const verdict = `${isExact ? 'exact' : 'WRONG'}, after kill -9 and restart ${isExactAgain ? 'exact' : 'WRONG'}`
  console.log(`${name}: ${edits} edits in ${ms} ms (${Math.round((edits / ms) * 1000)} a second), ${verdict}`)
}
