import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { claire, demoPupil, pick, signInPupil } from '#test/helpers/demo.ts'
import { LiveClient, type Login, readId, request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { openBrowser, Watched } from './browser.ts'
import { median } from './table.ts'

/**
 * What it costs to look at a class from far: `tsx test/bench/live-view.ts [--rounds 5] [--seconds 15]`. Twelve groups of five
 * who type five keys a second, on the built product with its embedded database; spans with nobody looking and with a teacher's
 * live screen open take turns. The server's CPU is all its threads'. The screen's processor is four times slower.
 */

const groups = 12
const typists = 5
const keysPerSecond = 5
const slow = 4
const settleMs = 4_000
const forgottenMs = 45_000
const ticksPerSecond = 100

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '15' } },
})
const seconds = Number(flags.seconds)

interface Place {
  documentId: string
  pupils: string[]
}

const namesOf = (json: unknown, key: string): unknown[] => {
  const list = pick(json, key)
  return Array.isArray(list) ? list : []
}

/** A project of one class in twelve groups, with a page each. */
async function makePlaces(origin: string, teacher: Login): Promise<{ projectId: string; places: Place[] }> {
  const ask = (method: string, path: string, body?: object) => request(origin, teacher, method, `/api/${path}`, body)
  const [classroom] = namesOf(await ask('GET', 'classrooms'), 'classrooms')
  const draft = { kind: 'school', name: 'Live', cover: 1, languages: ['fr'], subjects: [], ageFrom: 12, ageTo: 13 }
  const asked = { ...draft, start: 'alone', classroomIds: [readId(classroom)] }
  const projectId = readId(await ask('POST', 'projects', asked))
  await ask('POST', `projects/${projectId}/groups/make`, { count: groups, isMixed: false })
  const people = await ask('GET', `projects/${projectId}/people`)
  const places: Place[] = []
  for (const group of namesOf(people, 'groups')) {
    const groupId = readId(group)
    const page = { kind: 'page', title: 'Our page', groupId }
    const documentId = readId(await ask('POST', `projects/${projectId}/documents`, page))
    const members = namesOf(people, 'members').filter((member) => pick(member, 'groupId') === groupId)
    places.push({ documentId, pupils: members.map((member) => String(pick(member, 'name'))) })
  }
  return { projectId, places }
}

/** Five lines to the page of a group, of its pupils in turn, each with a paragraph of its own. */
async function openTypists(origin: string, places: Place[]): Promise<LiveClient[]> {
  const logins = new Map<string, Login>()
  const clients: LiveClient[] = []
  for (const { documentId, pupils } of places)
    for (let seat = 0; seat < typists; seat++) {
      const name = demoPupil(pupils[seat % pupils.length] ?? '').name
      const login = logins.get(name) ?? (await signInPupil(origin, name))
      logins.set(name, login)
      const client = new LiveClient({ origin, cookie: login.cookie, room: documentId })
      clients.push(client)
      await client.whenLive()
    }
  return clients
}

function startTyping(clients: LiveClient[]): () => void {
  const stops = clients.map((client, index) => {
    const text = new Y.XmlText()
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [text])
    const fragment = client.ydoc.getXmlFragment(pageRoot)
    fragment.insert(fragment.length, [block])
    const letters = 'the river is long and wide and cold '
    const key = () => text.insert(text.length, letters[text.length % letters.length] ?? ' ')
    const timer = setInterval(key, 1_000 / keysPerSecond + (index % 7))
    return () => clearInterval(timer)
  })
  return () => stops.forEach((stop) => stop())
}

/** Of all threads of the process. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

async function cpuPerSecond(pid: number): Promise<number> {
  const [before, from] = [cpuMs(pid), performance.now()]
  await sleep(seconds * 1_000)
  return (cpuMs(pid) - before) / ((performance.now() - from) / 1_000)
}

const server = await serverProcess({ isDemo: true })
await server.start()
const browser = await openBrowser()
if (browser === null) throw new Error('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
try {
  const teacher = await signIn(server.origin, claire)
  const { projectId, places } = await makePlaces(server.origin, teacher)
  const stop = startTyping(await openTypists(server.origin, places))
  const [alone, watched, busy]: [number[], number[], number[]] = [[], [], []]
  await sleep(settleMs)
  for (let round = 0; round < Number(flags.rounds); round++) {
    // Who looked is forgotten after forty seconds.
    if (round > 0) await sleep(forgottenMs)
    alone.push(await cpuPerSecond(server.pid()))
    const screen = await Watched.open(browser, {
      origin: server.origin,
      // Beside it the device has one of its own.
      cookie: teacher.cookie.split('; ').find((one) => one.includes('session')) ?? teacher.cookie,
      clock: 'timeTicks',
    })
    await screen.page.goto(`/p/${projectId}/live`)
    await screen.page
      .locator('main h2')
      .nth(groups - 1)
      .waitFor()
    await screen.throttle(slow)
    await sleep(settleMs)
    let cost = 0
    busy.push(await screen.busyPart(async () => void (cost = await cpuPerSecond(server.pid()))))
    watched.push(cost)
    await screen.close()
    console.log(
      `round ${round + 1}: ${alone.at(-1)?.toFixed(1)} and ${cost.toFixed(1)} ms/s, screen ${busy.at(-1)?.toFixed(1)} %`,
    )
  }
  stop()
  const [own, seen] = [median(alone), median(watched)]
  console.log(`the class alone: ${own.toFixed(1)} ms of CPU a second; looked at: ${seen.toFixed(1)}`)
  console.log(`being looked at costs ${(((seen - own) / own) * 100).toFixed(1)} % (goal: at most 10 %)`)
  console.log(
    `main thread of the screen, processor ${slow} times slower: ${median(busy).toFixed(1)} % (goal: below 50 %)`,
  )
} finally {
  await browser.close()
  await server.dispose()
}
process.exit(0)
