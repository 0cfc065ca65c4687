import * as Y from 'yjs'
import { z } from 'zod'
import { claire, riversProject } from '#test/helpers/demo.ts'
import { type Login, request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import type { Experiment } from './experiment.ts'
import { type Breakable, killRun } from './kill.ts'
import { countWrong, demoPlace, pause, type Place } from './lesson.ts'

/** How often a teacher lets out what waits of somebody. */
const decideEveryMs = 400

const deskShape = z.object({
  items: z.array(z.object({ id: z.string(), kind: z.string(), version: z.string().nullable(), place: z.unknown() })),
})
const previewShape = z.object({ update: z.string() })

interface Desk {
  origin: string
  teacher: Login
  projectId: string
}

/**
 * The same as `kill`, with all writers under "after approval" while a teacher lets out what waits: what a pupil was told is
 * stored is in the page, or waits, once.
 */
export const waiting: Experiment = {
  name: 'waiting',
  targets: ['embedded', 'server'],
  async run(settings, { databaseUrl }) {
    const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
    const decisions = { letOut: 0, isLooked: false, timer: undefined as NodeJS.Timeout | undefined }
    const running = new Set<Promise<void>>()
    const breakable: Breakable = {
      ...server,
      place: async (size) => {
        const place = await demoPlace(server.origin, size)
        const teacher = await signIn(server.origin, claire)
        const desk = { origin: server.origin, teacher, projectId: await riversProject(server.origin, teacher) }
        await request(desk.origin, teacher, 'PUT', `/api/projects/${desk.projectId}/rules`, {
          ...{ target: { project: desk.projectId }, tool: 'page', mode: 'approval' },
        })
        decisions.timer = setInterval(() => {
          if (decisions.isLooked) return
          // While the server is dead nobody answers.
          const decision = letOutOne(desk, place.room).then(
            (isDone) => void (decisions.letOut += isDone ? 1 : 0),
            () => undefined,
          )
          running.add(decision)
          void decision.finally(() => running.delete(decision))
        }, decideEveryMs)
        // What is let out between two looks would be in neither, or in one and not the other.
        const whileStill = async <Found>(look: () => Promise<Found>) => {
          decisions.isLooked = true
          await Promise.all(running)
          return look().finally(() => (decisions.isLooked = false))
        }
        return { ...place, whileStill, withWaiting: (ydoc: Y.Doc) => withWaiting(desk, place, ydoc) }
      },
    }
    try {
      const report = { ...(await killRun(settings, breakable)), letOut: decisions.letOut }
      const { lost, doubled, acked, kills, letOut } = report
      const sentence = `${kills} times kill -9 with half of ${settings.writers} writers under approval: ${acked} words were called saved, ${lost.length} of them lost, ${doubled.length} doubled; ${letOut} times something was let out meanwhile.`
      return { isGood: countWrong(report) === 0 && kills === settings.kills && letOut > 0, sentence, report }
    } finally {
      clearInterval(decisions.timer)
    }
  },
}

const waitingIn = async ({ origin, teacher, projectId }: Desk, room: string) => {
  const { items } = deskShape.parse(await request(origin, teacher, 'GET', `/api/projects/${projectId}/desk`))
  return items.filter(({ kind, place }) => kind === 'page' && JSON.stringify(place).includes(room))
}

async function letOutOne(desk: Desk, room: string): Promise<boolean> {
  const items = await waitingIn(desk, room)
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) return false
  const decision = { decision: 'approve', version: item.version }
  await request(desk.origin, desk.teacher, 'POST', `/api/desk/${item.id}`, decision)
  return true
}

/** In a copy: in the reader's own it would be sent as the reader's. */
async function withWaiting(desk: Desk, { room }: Place, read: Y.Doc): Promise<Y.Doc> {
  const ydoc = new Y.Doc({ gc: false })
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(read))
  for (const { id } of await waitingIn(desk, room)) {
    const preview = await lookAt(desk, id)
    if (preview !== null) Y.applyUpdate(ydoc, Buffer.from(preview.update, 'base64'))
  }
  return ydoc
}

/** Whole pages have a pace: who is told to wait waits. Null where nothing waits any more. */
async function lookAt({ origin, teacher }: Desk, id: string) {
  for (;;) {
    const answer = await fetch(`${origin}/api/desk/${id}/preview`, { headers: { Cookie: teacher.cookie } })
    const body: unknown = await answer.json()
    if (answer.ok) return previewShape.parse(body)
    if (answer.status === 409) return null
    if (answer.status !== 429) throw new Error(`a preview was answered with ${answer.status}`)
    await pause(1_000)
  }
}
