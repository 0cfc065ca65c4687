import { parseArgs } from 'node:util'
import { country, france } from '#test/helpers/country.ts'
import { claire, pick } from '#test/helpers/demo.ts'
import { readId, request, signIn } from '#test/helpers/live-client.ts'
import { startOfficeServer } from '#test/helpers/office-server.ts'
import { startPostgres } from '#test/helpers/tools.mjs'

/**
 * The desk of an office at the size of France: `tsx test/bench/office.ts [--share 1] [--postgres]`. 18,000 schools, 41,000
 * teachers and 16,000 projects that were made up, on the built product, embedded or on a Postgres of its own; each screen of
 * the office is asked for some times, one after the other, and how many times as long it takes as what is asked first, which
 * reads nothing of the office. It prints and judges nothing.
 */

const { values: flags } = parseArgs({
  options: { share: { type: 'string', default: '1' }, postgres: { type: 'boolean', default: false } },
})
const share = Number(flags.share)
const rounds = 15
const size = {
  schools: Math.round(france.schools * share),
  teachers: Math.round(france.teachers * share),
  projects: Math.round(france.projects * share),
}

/** Whoever was too fast waits and asks once more: that is none of the time. */
async function timeOf(url: string, cookie: string): Promise<number> {
  for (;;) {
    const begun = performance.now()
    const answer = await fetch(url, { headers: { Cookie: cookie } })
    await answer.text()
    if (answer.ok) return performance.now() - begun
    if (answer.status !== 429) throw new Error(`${url}: ${answer.status}`)
    await new Promise((done) => setTimeout(done, 1_000))
  }
}

const store = flags.postgres ? await startPostgres() : null
if (flags.postgres && !store) throw new Error('no Postgres was found: apt-get install postgresql')
const from = performance.now()
const server = await startOfficeServer(store?.url, country(size))
console.log(`made and started in ${((performance.now() - from) / 1000).toFixed(1)} s`)
try {
  const login = await signIn(server.origin, claire)
  const offices = pick(await request(server.origin, login, 'GET', '/api/offices'), 'offices')
  const officeId = readId(Array.isArray(offices) ? pick(offices[0], 'office') : null)
  const desk = `/api/offices/${officeId}/desk`
  const after = pick(await request(server.origin, login, 'GET', desk), 'nextAfter')
  const regions = pick(await request(server.origin, login, 'GET', desk), 'regions')
  const region = readId(Array.isArray(regions) ? regions[3] : null)
  let base = 0
  for (const [name, path] of [
    ['session', '/api/session'],
    ['desk', desk],
    ['desk, second page', `${desk}?after=${String(after)}`],
    ['desk, one region', `${desk}?region=${region}`],
    ['desk, projects', `${desk}?kind=project`],
    ['desk, silent', `${desk}?kind=inactive`],
    ['help', `/api/help?office=${officeId}`],
    ['regions', `/api/offices/${officeId}/regions`],
    ['schools', `/api/offices/${officeId}/schools?q=riviere%2017`],
    ['doubles', `/api/offices/${officeId}/doubles`],
    ['public page', '/offices/FR'],
  ] as const) {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) took.push(await timeOf(`${server.origin}${path}`, login.cookie))
    const sorted = took.toSorted((one, other) => one - other)
    const at = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
    base ||= Math.max(1, at(0.5))
    const times = (at(0.5) / base).toFixed(1)
    console.log(`${name.padEnd(20)} p50 ${at(0.5)} ms, at most ${at(1)} ms, ${times} times the first`)
  }
} finally {
  await server.dispose()
  await store?.stop()
}
