import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { pick, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { LiveClient, type Login, readId, request } from '#test/helpers/live-client.ts'
import { Peer, until } from '#test/helpers/relay.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import { pause, seeded, spreadOf } from './lesson.ts'
import { type Ground, inOrder, keepTyping, onDemo } from './typing.ts'

const defaultTimes = 200
/** So many pupils type beside each other, and so many of them at a time are met by what meets one alone. */
const usualPupils = 20
const metAtOnce = 5
const typeEveryMs = 100
const watchEveryMs = 5
const spreadMs = 500
/** How long is listened for words that must not come any more. */
const listenMs = 1_000
const boundMs = 1_000

/** What a teacher does in mid-lesson: a rule for one, one kept from the chat, all eyes, a freeze of the page, one taken out of the project. */
const ways = ['rule', 'mute', 'eyes', 'frozen', 'removed'] as const
type Way = (typeof ways)[number]
const meetsAll = (way: Way) => way === 'eyes' || way === 'frozen'

interface Moment {
  startedAt: number
  answeredAt: number
  /** When the pupil's screen was told, or its line was closed; and when the last of their words was taken. */
  toldAt: number
  appliedAt: number
  isOpen: boolean
  isFreed: boolean
}

interface Found {
  moments: Moment[]
  /** Lines of others that broke, words of all who stayed that did not come in order, and how many they typed. */
  broken: number
  gaps: number
  words: number
  /** Messages of somebody kept from the chat that were taken after the answer. */
  said: number
}

interface RulingSettings extends Pick<Settings, 'seed' | 'say'> {
  times: number
  pupils?: number
}

/** What a teacher does on open sockets while a class types: in force within a second, and nobody else notices (SPEC 84). */
export const ruling: Experiment = {
  name: 'ruling',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await rulingRun({ ...settings, times: settings.times ?? defaultTimes }, target)
    const all = Object.values(report)
    const sum = (of: (one: WayReport) => number) => all.reduce((total, one) => total + of(one), 0)
    const late = Math.max(...all.map(({ toldMs, appliedMs }) => Math.max(toldMs.p99, appliedMs.p99)))
    const wrong = sum(
      ({ cut, notFreed, notTold, said, broken, gaps }) => cut + notFreed + notTold + said + broken + gaps,
    )
    const sentence = `${sum(({ toldMs }) => toldMs.count)} pupils met in five ways while a class types: p99 at most ${late} ms from the answer until the screen knows and the last word is taken; ${sum(({ cut }) => cut)} lines cut that should stay, ${sum(({ broken }) => broken)} of others broke, ${sum(({ gaps }) => gaps)} of ${sum(({ words }) => words)} words missed.`
    return { isGood: late < boundMs && wrong === 0, sentence, report }
  },
}

/** `times` of each way. */
export const rulingRun = (settings: RulingSettings, target: Target) =>
  onDemo(target, 'Règles · Regeln', async (ground) => {
    const { seed, pupils = usualPupils } = settings
    const logins = await Promise.all(Array.from({ length: pupils }, (_, at) => signInPupil(ground.origin, at)))
    const random = seeded(seed)
    const reports: Partial<Record<Way, WayReport>> = {}
    for (const way of ways) reports[way] = reportOf(await meet(ground, { way, logins, random, ...settings }))
    return reports as Record<Way, WayReport>
  })

interface Meeting extends RulingSettings {
  way: Way
  logins: readonly Login[]
  random: () => number
}

/** On a page of its own, so that each way finds the same. */
async function meet(ground: Ground, meeting: Meeting): Promise<Found> {
  const { origin, teacher, timers } = ground
  const { way, logins, random, times, say } = meeting
  const room = await sharedPage(origin, teacher, way)
  const chat = await projectChannel(ground)
  const teachers = [0, 1].map(() => new LiveClient({ origin, cookie: teacher.cookie, room }))
  const [witness, writer] = teachers as [LiveClient, LiveClient]
  const moments: Moment[] = []
  const own: (() => number)[] = []
  let broken = 0
  let said = 0
  try {
    await Promise.all(teachers.map((one) => one.whenLive()))
    own.push(keepTyping(writer.ydoc, 'mt', typeEveryMs, timers))
    for (let round = 0; moments.length < times; round++) {
      const most = Math.min(times - moments.length, meetsAll(way) ? logins.length : metAtOnce)
      const met = Array.from({ length: most }, (_, at) => (round * metAtOnce + at) % logins.length)
      const place = { ground: { ...ground, room }, chat, witness, round }
      const done = await oneRound(place, { way, logins, met: new Set(met), afterMs: random() * spreadMs })
      moments.push(...done.moments)
      own.push(...done.typed)
      broken += done.broken
      said += done.said
      say(`${way}: ${moments.length}`)
    }
    timers.splice(0).forEach((timer) => clearInterval(timer))
    await writer.whenStored()
    await pause(500)
    const words = own.reduce((sum, count) => sum + count(), 0)
    broken += teachers.reduce((sum, one) => sum + one.closes.length, 0)
    return { moments, broken, gaps: words - inOrder(witness.ydoc), words, said }
  } finally {
    teachers.forEach((one) => one.destroy())
  }
}

interface RoundPlace {
  ground: Ground
  chat: string
  witness: LiveClient
  round: number
}

interface Class {
  way: Way
  logins: readonly Login[]
  /** Whom it meets, by number. */
  met: ReadonlySet<number>
  afterMs: number
}

async function oneRound({ ground, chat, witness, round }: RoundPlace, { way, logins, met, afterMs }: Class) {
  const { origin, room } = ground
  const timers: NodeJS.Timeout[] = []
  const peers = logins.map(
    ({ cookie }) => new Peer(`${origin.replace('http', 'ws')}/collab/${room}`, '', { headers: { cookie, origin } }),
  )
  const numbers = [...met]
  const metPeers = numbers.map((at) => peers[at] as Peer)
  try {
    await Promise.all(peers.map((peer) => peer.synced()))
    const watched = watch(metPeers, witness, way, timers)
    const isStaying = (at: number) => way !== 'removed' || !met.has(at)
    const typed = peers.flatMap((peer, at) => {
      const count = keepTyping(peer.ydoc, `${isStaying(at) ? 'm' : 'v'}${round}-${at}`, typeEveryMs, timers)
      return isStaying(at) ? [count] : []
    })
    await pause(300 + afterMs)
    const whom = numbers.map((at) => logins[at] as Login)
    const calls = await hold(ground, whom, way)
    const said = way === 'mute' ? await Promise.all(whom.map((login) => isSaid(origin, login, chat))) : []
    await pause(listenMs)
    const seen = watched()
    await release(ground, whom, way)
    const mayWrite = (peer: Peer) => peer.identities.at(-1)?.access === 'write'
    const freed = way === 'removed' ? [] : metPeers
    await until(() => freed.every(mayWrite), 'the pens').catch(() => undefined)
    timers.forEach((timer) => clearInterval(timer))
    const staying = peers.filter((_, at) => isStaying(at))
    await until(() => staying.every((peer) => hasAllOf(witness, peer)), 'all words').catch(() => undefined)
    const moments = metPeers.map((peer, at) => ({
      ...(calls[at] ?? { startedAt: 0, answeredAt: 0 }),
      ...(seen[at] ?? { toldAt: 0, appliedAt: 0 }),
      // Whoever is no member any more has no line.
      isOpen: (peer.ws.readyState === WebSocket.OPEN) === (way !== 'removed'),
      isFreed: way === 'removed' || mayWrite(peer),
    }))
    const cut = peers.filter((peer, at) => !met.has(at) && peer.closed !== null).length
    return { moments, typed, broken: cut, said: said.filter(Boolean).length }
  } finally {
    timers.forEach((timer) => clearInterval(timer))
    peers.forEach((peer) => peer.destroy())
  }
}

const written = (ydoc: Y.Doc, { ydoc: { clientID } }: Peer) => Y.getState(ydoc.store, clientID)
const hasAllOf = (witness: LiveClient, peer: Peer) => written(witness.ydoc, peer) === written(peer.ydoc, peer)

/** Notes when each is told, and when the last of their words arrives elsewhere; gives what was seen until now. */
function watch(peers: readonly Peer[], witness: LiveClient, way: Way, timers: NodeJS.Timeout[]) {
  const seen = peers.map(() => ({ toldAt: 0, appliedAt: 0 }))
  const known = peers.map(() => 0)
  const isTold = (peer: Peer) => {
    if (way === 'removed') return peer.closed !== null
    if (way === 'mute') return peer.notices.some(({ topic }) => topic === 'writing')
    return peer.identities.at(-1)?.access === 'read'
  }
  timers.push(
    setInterval(() => {
      for (const [at, peer] of peers.entries()) {
        const one = seen[at] as (typeof seen)[number]
        if (one.toldAt === 0 && isTold(peer)) one.toldAt = performance.now()
        const state = written(witness.ydoc, peer)
        // Who is kept from the chat goes on writing in the page.
        if (way !== 'mute' && state > (known[at] ?? 0)) one.appliedAt = performance.now()
        known[at] = state
      }
    }, watchEveryMs),
  )
  return () => seen.map((one) => ({ ...one }))
}

type Call = Pick<Moment, 'startedAt' | 'answeredAt'>

async function timed(call: () => Promise<unknown>): Promise<Call> {
  const startedAt = performance.now()
  await call()
  return { startedAt, answeredAt: performance.now() }
}

/** Does it to these; when each call began and was answered. */
async function hold(ground: Ground, whom: readonly Login[], way: Way): Promise<Call[]> {
  const { origin, teacher, projectId, room } = ground
  const member = (userId: string) => `/api/projects/${projectId}/members/${userId}`
  if (way === 'removed')
    return Promise.all(whom.map(({ userId }) => timed(() => request(origin, teacher, 'DELETE', member(userId)))))
  if (way === 'rule' || way === 'mute')
    return Promise.all(whom.map(({ userId }) => timed(() => putRule(ground, ruleFor(way, userId), 'read'))))
  const call = await timed(() =>
    way === 'eyes'
      ? putRule(ground, eyes(projectId), 'read')
      : request(origin, teacher, 'PATCH', `/api/documents/${room}`, { state: 'frozen' }),
  )
  return whom.map(() => call)
}

async function release(ground: Ground, whom: readonly Login[], way: Way): Promise<void> {
  const { origin, teacher, projectId, room } = ground
  const userIds = whom.map(({ userId }) => userId)
  if (way === 'removed') await request(origin, teacher, 'POST', `/api/projects/${projectId}/pupils`, { userIds })
  else if (way === 'eyes') await putRule(ground, eyes(projectId), 'free')
  else if (way === 'frozen') await request(origin, teacher, 'PATCH', `/api/documents/${room}`, { state: 'open' })
  else await Promise.all(userIds.map((userId) => putRule(ground, ruleFor(way, userId), 'free')))
}

const eyes = (project: string) => ({ target: { project }, tool: 'all', purpose: 'eyes', forSeconds: 60 })
const ruleFor = (way: 'rule' | 'mute', user: string) => ({ target: { user }, tool: way === 'mute' ? 'chat' : 'all' })

const putRule = ({ origin, teacher, projectId }: Ground, rule: object, mode: 'read' | 'free') =>
  request(origin, teacher, 'PUT', `/api/projects/${projectId}/rules`, { ...rule, mode })

async function projectChannel({ origin, teacher, projectId }: Ground): Promise<string> {
  const channels = pick(await request(origin, teacher, 'GET', `/api/projects/${projectId}/channels`), 'channels')
  return readId(Array.isArray(channels) ? channels.find((one: unknown) => pick(one, 'kind') === 'project') : null)
}

const isSaid = (origin: string, login: Login, channelId: string): Promise<boolean> =>
  request(origin, login, 'POST', `/api/channels/${channelId}/messages`, {
    id: crypto.randomUUID(),
    text: 'Hallo',
  }).then(
    () => true,
    () => false,
  )

type WayReport = ReturnType<typeof reportOf>

function reportOf({ moments, ...others }: Found) {
  const late = (to: (one: Moment) => number) => spreadOf(moments.map((one) => Math.max(0, to(one))))
  return {
    /** From the answer of the call, and from its start. */
    toldMs: late((one) => one.toldAt - one.answeredAt),
    appliedMs: late((one) => one.appliedAt - one.answeredAt),
    toldFromStartMs: late((one) => one.toldAt - one.startedAt),
    appliedFromStartMs: late((one) => one.appliedAt - one.startedAt),
    notTold: moments.filter((one) => one.toldAt === 0).length,
    cut: moments.filter((one) => !one.isOpen).length,
    notFreed: moments.filter((one) => !one.isFreed).length,
    ...others,
  }
}
