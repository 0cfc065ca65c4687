import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { signInPupil } from '#test/helpers/demo.ts'
import { type LiveClient, type Login, request } from '#test/helpers/live-client.ts'
import { Peer, until } from '#test/helpers/relay.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import { pause, seeded, spreadOf } from './lesson.ts'
import { type Ground, inOrder, keepTyping, onDemo } from './typing.ts'

const defaultTimes = 200
/** So many pupils type beside each other. */
const pupils = 8
const typeEveryMs = 50
const watchEveryMs = 5
const spreadMs = 500
const listenMs = 1_000
const boundMs = 1_000

/** What takes the pen away in place: a rule for each, all eyes, a freeze of the page. */
const ways = ['rule', 'eyes', 'frozen'] as const
type Way = (typeof ways)[number]

interface Moment {
  way: Way
  answeredAt: number
  /** When the pupil's screen was told, and when the last of their words was taken. */
  toldAt: number
  appliedAt: number
  isOpen: boolean
  isFreed: boolean
}

/** Rules, all eyes and freezes in the middle of typing: in force within a second, and no line is cut (SPEC 84). */
export const ruling: Experiment = {
  name: 'ruling',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await rulingRun({ ...settings, times: settings.times ?? defaultTimes }, target)
    const { toldMs, appliedMs, cut, notFreed, notTold, broken, gaps, words } = report
    const isInTime = Math.max(toldMs.p99, appliedMs.p99) < boundMs
    const sentence = `${toldMs.count} pens taken away in place: p99 ${toldMs.p99} ms from the answer until the screen was told, ${appliedMs.p99} ms to the last word taken; ${cut} lines were cut, ${notFreed} did not write again, the others broke ${broken} times and missed ${gaps} of ${words} words.`
    return { isGood: isInTime && cut + notFreed + notTold + broken + gaps === 0, sentence, report }
  },
}

/** `times` of each way. */
export const rulingRun = (settings: Pick<Settings, 'seed' | 'say'> & { times: number }, target: Target) =>
  onDemo(target, 'Règles · Regeln', (ground) => takePens(ground, settings))

async function takePens(ground: Ground, { seed, times, say }: Pick<Settings, 'seed' | 'say'> & { times: number }) {
  const random = seeded(seed)
  const { origin, teacher, join, timers } = ground
  // Teachers write whatever rule binds pupils.
  const witness = join(teacher)
  const writers = [join(teacher), join(teacher)]
  await Promise.all([witness, ...writers].map((one) => one.whenLive()))
  const typed = writers.map((one, at) => keepTyping(one.ydoc, `m${at}`, 100, timers))
  const logins = await Promise.all(Array.from({ length: pupils }, (_, at) => signInPupil(origin, at)))
  const moments: Moment[] = []
  for (const way of ways)
    for (let left = times; left > 0; left -= pupils) {
      const batch = logins.slice(0, Math.min(pupils, left))
      moments.push(...(await round(ground, witness, { batch, way, afterMs: random() * spreadMs })))
      say(`${moments.length} pens taken away`)
    }
  timers.forEach((timer) => clearInterval(timer))
  await Promise.all(writers.map((one) => one.whenStored()))
  await pause(500)
  const words = typed.reduce((sum, count) => sum + count(), 0)
  const broken = [witness, ...writers].reduce((sum, one) => sum + one.closes.length, 0)
  return { ...report(moments), broken, gaps: words - inOrder(witness.ydoc), words }
}

/** Takes the pen from these, or gives it back. */
async function hold({ origin, teacher, projectId, room }: Ground, batch: readonly Login[], way: Way, isHeld: boolean) {
  if (way === 'frozen')
    return request(origin, teacher, 'PATCH', `/api/documents/${room}`, { state: isHeld ? 'frozen' : 'open' })
  const mode = isHeld ? 'read' : 'free'
  const put = (rule: object) =>
    request(origin, teacher, 'PUT', `/api/projects/${projectId}/rules`, { tool: 'all', mode, ...rule })
  if (way === 'eyes') return put({ target: { project: projectId }, purpose: 'eyes', forSeconds: 60 })
  return Promise.all(batch.map(({ userId }) => put({ target: { user: userId } })))
}

async function round(
  place: Ground,
  witness: LiveClient,
  { batch, way, afterMs }: { batch: readonly Login[]; way: Way; afterMs: number },
): Promise<Moment[]> {
  const timers: NodeJS.Timeout[] = []
  const { origin, room } = place
  const peers = batch.map(
    ({ cookie }) => new Peer(`${origin.replace('http', 'ws')}/collab/${room}`, '', { headers: { cookie, origin } }),
  )
  try {
    await Promise.all(peers.map((peer) => peer.synced()))
    const told = peers.map(() => 0)
    const applied = peers.map(() => 0)
    const known = peers.map(() => 0)
    timers.push(
      setInterval(() => {
        for (const [at, peer] of peers.entries()) {
          if (told[at] === 0 && peer.identities.at(-1)?.access === 'read') told[at] = performance.now()
          const state = Y.getState(witness.ydoc.store, peer.ydoc.clientID)
          if (state > (known[at] ?? 0)) applied[at] = performance.now()
          known[at] = state
        }
      }, watchEveryMs),
    )
    for (const peer of peers) keepTyping(peer.ydoc, 'v', typeEveryMs, timers)
    await pause(300 + afterMs)
    await hold(place, batch, way, true)
    const answeredAt = performance.now()
    await pause(listenMs)
    // Afterwards all that they typed meanwhile comes.
    const appliedAt = [...applied]
    await hold(place, batch, way, false)
    const mayWrite = (peer: Peer) => peer.identities.at(-1)?.access === 'write'
    await until(() => peers.every(mayWrite), 'the pens').catch(() => undefined)
    return peers.map((peer, at) => ({
      way,
      answeredAt,
      toldAt: told[at] ?? 0,
      appliedAt: appliedAt[at] ?? 0,
      isOpen: peer.ws.readyState === WebSocket.OPEN,
      isFreed: mayWrite(peer),
    }))
  } finally {
    timers.forEach((timer) => clearInterval(timer))
    peers.forEach((peer) => peer.destroy())
  }
}

function report(moments: Moment[]) {
  const late = (to: (one: Moment) => number) => spreadOf(moments.map((one) => Math.max(0, to(one))))
  return {
    toldMs: late((one) => one.toldAt - one.answeredAt),
    appliedMs: late((one) => one.appliedAt - one.answeredAt),
    notTold: moments.filter((one) => one.toldAt === 0).length,
    cut: moments.filter((one) => !one.isOpen).length,
    notFreed: moments.filter((one) => !one.isFreed).length,
  }
}
