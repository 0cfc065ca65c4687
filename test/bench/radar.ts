import { parseArgs } from 'node:util'
import { country, france } from '#test/helpers/country.ts'
import { awarded } from '#test/helpers/country-awards.ts'
import { claire, pick } from '#test/helpers/demo.ts'
import { type Login, readId, request, signIn } from '#test/helpers/live-client.ts'
import { startOfficeServer } from '#test/helpers/office-server.ts'
import { startPostgres } from '#test/helpers/tools.mjs'

/**
 * Who meets the conditions of rules at the size of France: `tsx test/bench/radar.ts [--share 1] [--postgres]`. The made-up
 * country of `office.ts` with heads, pupils and awards, on the built product, embedded or on a Postgres of its own; the
 * radar by each rulebook of the school label, and the preview of rules about schools and about projects, asked for some
 * times one after the other. It prints and judges nothing.
 */

const { values: flags } = parseArgs({
  options: { share: { type: 'string', default: '1' }, postgres: { type: 'boolean', default: false } },
})
const share = Number(flags.share)
const rounds = 20
const size = {
  schools: Math.round(france.schools * share),
  teachers: Math.round(france.teachers * share),
  projects: Math.round(france.projects * share),
}

/** Whoever was too fast waits and asks once more: that is none of the time. */
async function timeOf(url: string, { cookie }: Login, json?: object): Promise<[ms: number, answer: unknown]> {
  for (;;) {
    const begun = performance.now()
    const answer = await fetch(url, {
      headers: { Cookie: cookie, Origin: new URL(url).origin, 'Content-Type': 'application/json' },
      ...(json && { method: 'POST', body: JSON.stringify(json) }),
    })
    const text = await answer.text()
    if (answer.ok) return [performance.now() - begun, JSON.parse(text)]
    if (answer.status !== 429) throw new Error(`${url}: ${answer.status} ${text}`)
    await new Promise((done) => setTimeout(done, 1_000))
  }
}

const store = flags.postgres ? await startPostgres() : null
if (flags.postgres && !store) throw new Error('no Postgres was found: apt-get install postgresql')
const from = performance.now()
const server = await startOfficeServer(store?.url, `${country(size)};\n${awarded}`)
console.log(`made and started in ${((performance.now() - from) / 1000).toFixed(1)} s`)
try {
  const { origin } = server
  const login = await signIn(origin, claire)
  const offices = pick(await request(origin, login, 'GET', '/api/offices'), 'offices')
  const office = `${origin}/api/offices/${readId(Array.isArray(offices) ? pick(offices[0], 'office') : null)}`
  const print = async (name: string, counted: string, url: string, json?: object) => {
    const took: number[] = []
    let said: unknown
    for (let round = 0; round < rounds; round++) {
      const [ms, answer] = await timeOf(url, login, json)
      took.push(ms)
      said = pick(answer, counted)
    }
    const sorted = took.toSorted((one, other) => one - other)
    const at = (part: number) => Math.round(sorted[Math.ceil((sorted.length - 1) * part)] ?? 0)
    console.log(
      `${name.padEnd(36)} p50 ${at(0.5)} ms, p95 ${at(0.95)}, first ${Math.round(took[0] ?? 0)}: ${String(said)} eligible`,
    )
  }
  const [, listed] = await timeOf(`${office}/rulebooks`, login)
  const rulebooks = pick(listed, 'rulebooks')
  for (const row of Array.isArray(rulebooks) ? rulebooks : []) {
    const [id, scheme, version] = [readId(row), String(pick(row, 'scheme')), String(pick(row, 'version'))]
    const [, one] = await timeOf(`${office}/rulebooks/${id}`, login)
    const rules = pick(pick(one, 'rulebook'), 'rules')
    const name = `${scheme} ${version}`
    if (scheme === 'school_label') await print(`radar, ${name}`, 'eligible', `${office}/radar?rulebook=${id}`)
    await print(`preview, ${name}`, 'count', `${office}/rulebooks/${id}/preview`, { rules })
  }
} finally {
  await server.dispose()
  await store?.stop()
}
