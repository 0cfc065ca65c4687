import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claire, jonas, pick, riversProject, signInPupil } from '#test/helpers/demo.ts'
import { type Login, readId, request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess, type ServerProcess } from '#test/helpers/server-process.ts'
import { type Doomed, startDoomed } from '../doomed-process.ts'
import type { Experiment, Settings, Target } from '../experiment.ts'
import { patienceMs, pause, seeded, spreadOf } from '../lesson.ts'
import { fetchAfter, type Heard, Listener } from './listener.ts'
import { readTalk, Talker, type TalkerOptions, tokenPattern } from './talker.ts'

const defaultKills = 20
const talkMinMs = 700
const talkMaxMs = 2_000
/** Below what one person may say: the server's limit is not what is tried here. */
const everyMs = 400

interface ChatReport {
  kills: number
  sent: number
  acked: number
  /** Acknowledged and not in the channel, or under another sequence than was said. */
  lost: string[]
  doubled: string[]
  /** Of one author, in another order than they were said. */
  outOfOrder: string[]
  /** Sequences that nothing stands under. */
  gaps: number
  /** Readers that were shown something else than the channel holds, or in another order. */
  unequal: number
  /** After so many kills the channel was read before anybody who had said something was back. */
  looksAlone: number
  /** Messages that were sent again by a tab that was opened anew after its process was killed. */
  inherited: number
  ackMs: ReturnType<typeof spreadOf>
  restartMs: ReturnType<typeof spreadOf>
}

/** kill -9 of server and writers in mid-sending (issue 5): every message once, in order, whoever comes back. */
export const chat: Experiment = {
  name: 'chat',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const kills = settings.times ?? defaultKills
    const report = await chatRun({ ...settings, kills }, target)
    const sentence = `${report.kills} times kill -9 of the server in mid-sending, half of ${settings.writers} writers killed with it: ${report.acked} messages were answered for, ${report.lost.length} of them lost, ${report.doubled.length} doubled, ${report.outOfOrder.length} out of order, ${report.gaps} gaps.`
    return { isGood: countWrongTalk(report) === 0 && report.kills === kills, sentence, report }
  },
}

export const countWrongTalk = ({ lost, doubled, outOfOrder, gaps, unequal }: ChatReport) =>
  lost.length + doubled.length + outOfOrder.length + gaps + unequal

interface Place {
  origin: string
  projectId: string
  channelId: string
  readers: Login[]
  writers: Login[]
}

async function openPlace({ origin }: ServerProcess, size: number): Promise<Place> {
  const teacher = await signIn(origin, claire)
  const projectId = await riversProject(origin, teacher)
  const channels = pick(await request(origin, teacher, 'GET', `/api/projects/${projectId}/channels`), 'channels')
  const list: unknown[] = Array.isArray(channels) ? channels : []
  const channelId = readId(list.find((channel) => pick(channel, 'kind') === 'project'))
  const writers = await Promise.all(Array.from({ length: size }, (_, at) => signInPupil(origin, at)))
  return { origin, projectId, channelId, readers: [teacher, await signIn(origin, jonas)], writers }
}

/**
 * After each restart a reader who was not there before must find every message that was answered for, once, under the
 * sequence that was said, in its author's order, and no sequence empty. After every second kill it looks before anybody is
 * back. The killed writers' tabs are opened again and send what they had no answer for under the same ids.
 */
export async function chatRun(
  settings: Pick<Settings, 'seed' | 'kills' | 'writers' | 'say'>,
  { databaseUrl }: Pick<Target, 'databaseUrl'>,
): Promise<ChatReport> {
  const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const random = seeded(settings.seed)
  let run: Run | null = null
  try {
    await server.start()
    run = new Run(server, await openPlace(server, settings.writers))
    for (let round = 0; round < settings.kills; round++) {
      const talkMs = talkMinMs + random() * (talkMaxMs - talkMinMs)
      const found = await run.killOnce({ talkMs, isAlone: round % 2 === 0, areWritersFirst: random() < 0.5 })
      const word = found.isSound ? 'all there' : 'NOT as it must be'
      settings.say(`kill ${round + 1}: ${found.acked} answered for, ${word}`)
    }
    return await run.report()
  } finally {
    run?.close()
    await server.dispose()
  }
}

interface Kill {
  talkMs: number
  /** Everybody stops with the server, and the channel is read before anybody is back. */
  isAlone: boolean
  areWritersFirst: boolean
}

/** Half of the writers die with the server each time; the others talk on, and two readers listen. */
class Run {
  readonly #server: ServerProcess
  readonly #place: Place
  readonly #folder = mkdtempSync(join(tmpdir(), 'preau-talk-'))
  readonly #mortal: TalkerOptions[]
  readonly #survivors: Talker[]
  readonly #listeners: Listener[]
  readonly #looks: ReturnType<typeof judge>[] = []
  readonly #restarts: number[] = []
  #doomed = startTalkers()
  #inherited = 0
  #looksAlone = 0

  constructor(server: ServerProcess, place: Place) {
    this.#server = server
    this.#place = place
    const all = place.writers.map((_, at) => this.#options(at))
    this.#mortal = all.slice(0, all.length / 2)
    this.#survivors = all.slice(all.length / 2).map((options) => new Talker(options))
    this.#listeners = place.readers.map((login) => new Listener({ ...place, login }))
    this.#survivors.forEach((talker) => talker.start())
  }

  #options(at: number): TalkerOptions {
    const { origin, channelId, writers } = this.#place
    const author = `t${at}`
    const logFile = join(this.#folder, `${author}.log`)
    return { origin, channelId, everyMs, cookie: writers[at]?.cookie ?? '', author, logFile }
  }

  async killOnce({ talkMs, isAlone, areWritersFirst }: Kill) {
    await this.#doomed.type(this.#mortal)
    await pause(talkMs)
    if (isAlone) this.#survivors.forEach((talker) => talker.stop())
    await killBoth(() => this.#server.kill(), this.#doomed, areWritersFirst)
    this.#doomed = startTalkers()
    this.#restarts.push(await this.#server.start())
    if (isAlone) {
      await this.#look()
      this.#looksAlone += 1
    }
    const heirs = this.#mortal.map((options) => new Talker(options))
    this.#inherited += heirs.reduce((sum, heir) => sum + heir.unacked, 0)
    this.#survivors.forEach((talker) => talker.start())
    await within(Promise.all(heirs.map((heir) => heir.flush())), 'the killed writers’ messages')
    return this.#look()
  }

  async #look() {
    // Before: some talk while it is read.
    const noted = readLogs(this.#folder)
    const found = judge(await this.#read(), noted)
    this.#looks.push(found)
    return found
  }

  #read(): Promise<Heard[]> {
    const { origin, readers, channelId } = this.#place
    const [reader] = readers
    if (!reader) throw new Error('nobody reads')
    return fetchAfter(origin, reader, channelId, 0)
  }

  /** Hands off; then everything that was said must be there, and both readers have been shown it. */
  async report(): Promise<ChatReport> {
    this.#survivors.forEach((talker) => talker.stop())
    await within(Promise.all(this.#survivors.map((talker) => talker.flush())), 'all messages')
    const last = await this.#look()
    const looks = this.#looks
    return {
      ...{ kills: this.#restarts.length, sent: last.sent, acked: last.acked },
      ...{ looksAlone: this.#looksAlone, inherited: this.#inherited },
      unequal: await countUnequal(this.#listeners, await this.#read()),
      lost: [...new Set([...looks.flatMap((one) => one.lost), ...last.missing])],
      doubled: [...new Set(looks.flatMap((one) => one.doubled))],
      outOfOrder: [...new Set(looks.flatMap((one) => one.outOfOrder))],
      gaps: looks.reduce((sum, one) => sum + one.gaps, 0),
      ackMs: spreadOf(this.#survivors.flatMap((talker) => talker.ackMs)),
      restartMs: spreadOf(this.#restarts),
    }
  }

  close(): void {
    this.#doomed.kill()
    this.#survivors.forEach((talker) => talker.stop())
    this.#listeners.forEach((listener) => listener.close())
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const startTalkers = (): Doomed<TalkerOptions> => startDoomed<TalkerOptions>('chat/doomed-talkers.ts')

async function killBoth(killServer: () => Promise<void>, doomed: Doomed<TalkerOptions>, areWritersFirst: boolean) {
  if (areWritersFirst) doomed.kill()
  const isGone = killServer()
  doomed.kill()
  await isGone
}

async function within(work: Promise<unknown>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_done, fail) => {
    timer = setTimeout(() => fail(new Error(`never answered for: ${what}`)), patienceMs)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function readLogs(folder: string) {
  const logs = readdirSync(folder).map((name) => readTalk(readFileSync(join(folder, name), 'utf8')))
  return { sent: logs.flatMap((log) => log.sent), acked: logs.flatMap((log) => log.acked) }
}

/** What the channel holds against what its writers noted. */
function judge(all: Heard[], { sent, acked }: ReturnType<typeof readLogs>) {
  const bySequence = new Map(all.map((message) => [message.sequence, message]))
  const counts = new Map<string, number>()
  for (const { text } of all) if (tokenPattern.test(text)) counts.set(text, (counts.get(text) ?? 0) + 1)
  const highest = new Map<string, number>()
  const outOfOrder = all.flatMap(({ text }) => {
    const [, author, number] = tokenPattern.exec(text) ?? []
    if (author === undefined) return []
    const before = highest.get(author) ?? -1
    highest.set(author, Math.max(before, Number(number)))
    return Number(number) < before ? [text] : []
  })
  const lost = acked.filter(({ id, sequence }) => bySequence.get(sequence)?.id !== id).map(({ text }) => text)
  const doubled = [...counts].filter(([, count]) => count > 1).map(([text]) => text)
  const gaps = all.filter(({ sequence }, at) => sequence !== at + 1).length
  return {
    ...{ sent: sent.length, acked: acked.length, lost, doubled, outOfOrder, gaps },
    /** Said and nowhere: allowed only while somebody still has to send it. */
    missing: sent.filter(({ text }) => !counts.has(text)).map(({ text }) => text),
    isSound: lost.length + doubled.length + outOfOrder.length + gaps === 0,
  }
}

async function countUnequal(listeners: Listener[], all: Heard[]): Promise<number> {
  const wanted = all.map(({ id }) => id).join()
  let unequal = 0
  for (const listener of listeners) {
    await listener.catchUp()
    const shown = listener.shown.map(({ id }) => id).join()
    if (shown !== wanted || listener.contradictions.length > 0) unequal += 1
  }
  return unequal
}
