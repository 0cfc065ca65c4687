import { claire, pick, riversProject, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { type Login, readId, request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import type { Experiment } from '../experiment.ts'
import { pause } from '../lesson.ts'
import { type Activity, activities, Others, type Scene } from './others.ts'
import { Script } from './script.ts'
import { type Way, ways } from './ways.ts'

const secondsOfWay = 8
/** What nobody may be kept from for longer. */
const longestStopMs = 60_000
/** The pupil at work; the script is each time another pupil, since one has a day's bytes alone. */
const pupilAtWork = 46

interface Tried {
  way: string
  longestMs: Record<Activity, number>
  refusals: Record<string, number>
  /** Why the script gave up before its time was over; null where it went on. */
  failure: string | null
  isDead: boolean
}

/** One pupil with a script tries everything at hand while another and a teacher work. */
export const alone: Experiment = {
  name: 'alone',
  targets: ['embedded'],
  async run({ say, times }) {
    const server = await serverProcess({ isDemo: true })
    try {
      await server.start()
      const tried: Tried[] = []
      for (const [at, way] of ways.slice(0, times).entries()) {
        const result = await tryWay(server.origin, way, at)
        tried.push(result)
        say(
          `${way.name}: ${JSON.stringify(result.longestMs)} ${JSON.stringify(result.refusals)} ${result.failure ?? ''}`,
        )
      }
      return outcomeOf(tried)
    } finally {
      await server.dispose()
    }
  },
}

async function tryWay(origin: string, way: Way, at: number): Promise<Tried> {
  const scene = await newScene(origin)
  const others = new Others(scene)
  await others.begin()
  const script = new Script(scene, await signInPupil(origin, at), secondsOfWay)
  const failure = await way.run(script).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'error'),
  )
  script.end()
  // What it left behind may hold up as well.
  await pause(1_500)
  await others.end()
  const isDead = !(await fetch(`${origin}/healthz`).catch(() => ({ ok: false }))).ok
  const longest = (name: Activity) => others.longestMs.get(name) ?? 0
  const [page, open, board, channel, signing, health] = activities.map(longest)
  return {
    way: way.name,
    longestMs: {
      page: page ?? 0,
      open: open ?? 0,
      board: board ?? 0,
      channel: channel ?? 0,
      'sign-in': signing ?? 0,
      health: health ?? 0,
    },
    refusals: Object.fromEntries(script.refusals),
    failure,
    isDead,
  }
}

/** A page, a board and the channel of the project, with a pupil and a teacher of each way's own. */
async function newScene(origin: string): Promise<Scene> {
  const teacher = await signIn(origin, claire)
  const pupil = await signInPupil(origin, pupilAtWork)
  const projectId = await riversProject(origin, teacher)
  const page = await sharedPage(origin, teacher, 'Alone')
  const draft = { kind: 'board', title: 'Alone', access: 'project' }
  const board = readId(await request(origin, teacher, 'POST', `/api/projects/${projectId}/documents`, draft))
  return { origin, projectId, page, board, channelId: await channelOf(origin, pupil, projectId), pupil, teacher }
}

async function channelOf(origin: string, login: Login, projectId: string): Promise<string> {
  const channels = pick(await request(origin, login, 'GET', `/api/projects/${projectId}/channels`), 'channels')
  const list: unknown[] = Array.isArray(channels) ? channels : []
  return readId(list.find((channel) => pick(channel, 'kind') === 'project'))
}

function outcomeOf(tried: Tried[]) {
  const stopOf = ({ longestMs, isDead }: Tried) =>
    isDead ? Number.POSITIVE_INFINITY : Math.max(...Object.values(longestMs))
  const worst = tried.toSorted((a, b) => stopOf(b) - stopOf(a))[0]
  const bad = tried.filter((one) => stopOf(one) >= longestStopMs).map((one) => one.way)
  const longest = worst === undefined ? 0 : Math.round(stopOf(worst))
  return {
    isGood: bad.length === 0,
    sentence: `one pupil with a script tried ${tried.length} ways for ${secondsOfWay} s each: the longest that anything took the others was ${longest} ms (${worst?.way ?? 'none'}); over a minute: ${bad.join(', ') || 'none'}.`,
    report: { tried },
  }
}
