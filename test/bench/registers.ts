import { parseArgs } from 'node:util'
import { claire, pick, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { type Login, readId, request, signIn } from '#test/helpers/live-client.ts'
import { startOfficeServer } from '#test/helpers/office-server.ts'
import { startPostgres } from '#test/helpers/tools.mjs'
import { classAtWork } from './class-at-work.ts'

/**
 * A register of schools taken in while a class writes: `tsx test/bench/registers.ts [--schools 18000] [--postgres]`. The
 * built product, embedded or on a Postgres of its own; 30 pupils of the demonstration type a key every half second into one
 * page, and what is measured is how long a key takes until it is stored: before, while each step goes on, and while it is
 * undone; and how many times its p99 is that of the class alone. It judges nothing.
 */

const { values: flags } = parseArgs({
  options: { schools: { type: 'string', default: '18000' }, postgres: { type: 'boolean', default: false } },
})
const count = Number(flags.schools)
const pupils = 30
const quietMs = 20_000
const pieceBytes = 128 * 1024

const keys = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const uai = (number: number) => {
  const digits = String(690_000 * 10 + number).padStart(7, '0')
  return `${digits}${keys[Number(digits) % keys.length]}`
}
const levels = ['Ecole', 'Collège', 'Lycée']

/** In the columns of the French register, each line as long as its own. */
function madeRegister(): Uint8Array {
  const head =
    'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Adresse_1;Code_postal;Nom_commune;Libelle_academie;etat;Fiche'
  const filler = 'x'.repeat(400)
  const lines = Array.from({ length: count }, (_, at) => {
    const school = `${levels[at % 3]} de la Rivière ${at};${levels[at % 3]};${at} rue du Quai;69009;Lyon ${at % 900}`
    return `${uai(at)};${school};Lyon;OUVERT;${filler}`
  })
  return new TextEncoder().encode(`${head}\n${lines.join('\n')}\n`)
}

async function send(origin: string, { cookie }: Login, path: string, fields: Record<string, string | Blob>) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  for (;;) {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin },
      body,
    })
    if (answer.status === 429) await pause(1_000)
    else if (answer.ok) return answer.json()
    else throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
}
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

async function readIn(origin: string, login: Login, path: string, file: Uint8Array) {
  const pieces = Math.ceil(file.length / pieceBytes)
  for (let number = 0; number < pieces; number++) {
    const bytes = Uint8Array.from(file.subarray(number * pieceBytes, (number + 1) * pieceBytes))
    const isLast = String(number === pieces - 1)
    await send(origin, login, `${path}/pieces`, { file: new File([bytes], 'r.csv'), number: String(number), isLast })
  }
}

async function waitIfTooFast(error: unknown) {
  if (!(error instanceof Error && error.message.includes('too_many'))) throw error
  await pause(1_000)
  return null
}

async function step(origin: string, login: Login, path: string, name: string, end: string) {
  for (;;) {
    const answer = await request(origin, login, 'POST', `${path}/${name}`, {}).catch(waitIfTooFast)
    if (pick(answer, 'state') === end) return
  }
}

const store = flags.postgres ? await startPostgres() : null
if (flags.postgres && !store) throw new Error('no Postgres was found: apt-get install postgresql')
const server = await startOfficeServer(store?.url)
const { origin } = server
const login = await signIn(origin, claire)
const room = await sharedPage(origin, login, 'Keys')
const people = await Promise.all(Array.from({ length: pupils }, (_, at) => signInPupil(origin, at)))
const lesson = await classAtWork(
  origin,
  room,
  people.map(({ cookie }) => cookie),
)
try {
  await pause(5_000)
  lesson.spread()
  await pause(quietMs)
  const quiet = lesson.spread()
  console.log(`nothing else: ${quiet.words}`)
  const offices = pick(await request(origin, login, 'GET', '/api/offices'), 'offices')
  const officeId = readId(Array.isArray(offices) ? pick(offices[0], 'office') : null)
  const file = madeRegister()
  console.log(`${count} schools, ${(file.length / 1e6).toFixed(1)} MB`)
  const head = new File([Uint8Array.from(file.subarray(0, 64 * 1024))], 'r.csv')
  const begun = await send(origin, login, `/api/offices/${officeId}/imports`, {
    ...{ file: head, fileName: 'r.csv', countryCode: 'FR' },
  })
  const path = `/api/offices/${officeId}/imports/${readId(begun)}`
  const all = performance.now()
  for (const [name, work] of [
    ['read in', () => readIn(origin, login, path, file)],
    ['tried', () => step(origin, login, path, 'check', 'checked')],
    ['taken over', () => step(origin, login, path, 'run', 'done')],
    ['undone', () => step(origin, login, path, 'undo', 'undone')],
  ] as const) {
    const from = performance.now()
    await work()
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    const { words, p99 } = lesson.spread()
    const times = (p99 / Math.max(1, quiet.p99)).toFixed(1)
    console.log(
      `${name} in ${seconds} s (${((performance.now() - all) / 1000).toFixed(1)} s in all): ${words}, p99 ${times} times that of nothing else`,
    )
  }
} finally {
  lesson.end()
  await server.dispose()
  await store?.stop()
}
