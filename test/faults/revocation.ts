import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { signInPupil } from '#test/helpers/demo.ts'
import { type LiveClient, type Login, request } from '#test/helpers/live-client.ts'
import { Peer } from '#test/helpers/relay.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import { pause, seeded, spreadOf } from './lesson.ts'
import { type Ground, inOrder, keepTyping, onDemo } from './typing.ts'

const defaultTimes = 200
/** So many are revoked beside each other, each at a moment of its own. */
const victims = 8
const typeEveryMs = 50
const heardEveryMs = 5
const spreadMs = 1_500
/** How long is listened for what must not come any more. */
const listenMs = 2_000
const boundMs = 1_000

/** What takes the right away, and gives it back for the next time. */
const ways = ['removed', 'roleChanged', 'signedOut'] as const
type Way = (typeof ways)[number]

interface RevocationReport {
  revocations: Record<Way, number>
  /** From the return of the HTTP call to the last message delivered to the socket, and to the last word of it that anybody got. */
  deliveredMs: ReturnType<typeof spreadOf>
  appliedMs: ReturnType<typeof spreadOf>
  /** The same from the start of the call. */
  deliveredFromStartMs: ReturnType<typeof spreadOf>
  appliedFromStartMs: ReturnType<typeof spreadOf>
  /** Sockets that stayed open. */
  stayed: number
  /** Of the members who stay: lines that broke, words that did not reach the witness in order. */
  broken: number
  gaps: number
  words: number
}

/** A right taken away in the middle of typing (reliability.md T17, I6). */
export const revocation: Experiment = {
  name: 'revocation',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await revocationRun({ ...settings, times: settings.times ?? defaultTimes }, target)
    const { deliveredMs, appliedMs, stayed, broken, gaps, words } = report
    const isInTime = Math.max(deliveredMs.p99, appliedMs.p99) < boundMs
    const sentence = `${deliveredMs.count} rights taken away: p99 ${deliveredMs.p99} ms from the answer to the last byte delivered, ${appliedMs.p99} ms to the last word taken; ${stayed} sockets stayed open, the others broke ${broken} times and missed ${gaps} of ${words} words.`
    return { isGood: isInTime && stayed + broken + gaps === 0, sentence, report }
  },
}

interface Moments {
  way: Way
  startedAt: number
  answeredAt: number
  deliveredAt: number
  appliedAt: number
  isClosed: boolean
}

export const revocationRun = (settings: Pick<Settings, 'seed' | 'say'> & { times: number }, target: Target) =>
  onDemo(target, 'Droits · Rechte', (ground) => revokeAll(ground, settings))

async function revokeAll(
  ground: Ground,
  { seed, times, say }: Pick<Settings, 'seed' | 'say'> & { times: number },
): Promise<RevocationReport> {
  const random = seeded(seed)
  const { origin, teacher, join, timers } = ground
  const witness = join(teacher)
  // Pupils of the other school: nobody touches them.
  const members = (await Promise.all([30, 31].map((which) => signInPupil(origin, which)))).map(join)
  const stay = [witness, ...members]
  await Promise.all(stay.map((one) => one.whenLive()))
  const typed = members.map((one, at) => keepTyping(one.ydoc, `m${at}`, 100, timers))
  const logins = await Promise.all(Array.from({ length: victims }, (_, at) => signInPupil(origin, at)))
  const moments: Moments[] = []
  while (moments.length < times) {
    const round = moments.length
    const batch = logins.slice(0, Math.min(victims, times - round))
    const done = batch.map(async (login, at) => {
      const way = ways[(round + at) % ways.length] ?? 'removed'
      const found = await revokeOne(ground, witness, login, way, random() * spreadMs)
      logins[at] = await giveBack(ground, login, way, at)
      return found
    })
    moments.push(...(await Promise.all(done)))
    say(`${moments.length} rights taken away`)
  }
  timers.forEach((timer) => clearInterval(timer))
  await Promise.all(members.map((one) => one.whenStored()))
  await pause(500)
  const words = typed.reduce((sum, count) => sum + count(), 0)
  const broken = stay.reduce((sum, one) => sum + one.closes.length, 0)
  return { ...report(moments), broken, gaps: words - inOrder(witness.ydoc), words }
}

async function revokeOne(
  { origin, teacher, projectId, room }: Ground,
  witness: LiveClient,
  { cookie, userId }: Login,
  way: Way,
  afterMs: number,
): Promise<Moments> {
  const timers: NodeJS.Timeout[] = []
  const peer = new Peer(`${origin.replace('http', 'ws')}/collab/${room}`, '', { headers: { cookie, origin } })
  let deliveredAt = 0
  let appliedAt = 0
  let heard = 0
  const lookAtHeard = () => {
    if (peer.heard.length > heard) deliveredAt = performance.now()
    heard = peer.heard.length
  }
  timers.push(setInterval(lookAtHeard, heardEveryMs))
  let known = 0
  const onUpdate = () => {
    const state = Y.getState(witness.ydoc.store, peer.ydoc.clientID)
    if (state > known) appliedAt = performance.now()
    known = state
  }
  witness.ydoc.on('update', onUpdate)
  try {
    await peer.synced()
    keepTyping(peer.ydoc, 'v', typeEveryMs, timers)
    await pause(500 + afterMs)
    const startedAt = performance.now()
    const member = `/api/projects/${projectId}/members/${userId}`
    if (way === 'removed') await request(origin, teacher, 'DELETE', member)
    else if (way === 'roleChanged') await request(origin, teacher, 'PATCH', member, { role: 'pupil_admin' })
    else await request(origin, { cookie, userId }, 'DELETE', '/api/session')
    const answeredAt = performance.now()
    await pause(listenMs)
    const isClosed = peer.ws.readyState !== WebSocket.OPEN
    return { way, startedAt, answeredAt, deliveredAt, appliedAt, isClosed }
  } finally {
    timers.forEach((timer) => clearInterval(timer))
    witness.ydoc.off('update', onUpdate)
    peer.destroy()
  }
}

async function giveBack({ origin, teacher, projectId }: Ground, login: Login, way: Way, which: number): Promise<Login> {
  if (way === 'signedOut') return signInPupil(origin, which)
  if (way === 'removed')
    await request(origin, teacher, 'POST', `/api/projects/${projectId}/pupils`, { userIds: [login.userId] })
  else await request(origin, teacher, 'PATCH', `/api/projects/${projectId}/members/${login.userId}`, { role: 'pupil' })
  return login
}

function report(moments: Moments[]) {
  const late = (to: (one: Moments) => number) => spreadOf(moments.map((one) => Math.max(0, to(one))))
  const count = (way: Way) => moments.filter((one) => one.way === way).length
  return {
    revocations: { removed: count('removed'), roleChanged: count('roleChanged'), signedOut: count('signedOut') },
    deliveredMs: late((one) => one.deliveredAt - one.answeredAt),
    appliedMs: late((one) => one.appliedAt - one.answeredAt),
    deliveredFromStartMs: late((one) => one.deliveredAt - one.startedAt),
    appliedFromStartMs: late((one) => one.appliedAt - one.startedAt),
    stayed: moments.filter((one) => !one.isClosed).length,
  }
}
