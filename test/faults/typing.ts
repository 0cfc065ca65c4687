import * as Y from 'yjs'
import { claire, riversProject, sharedPage } from '#test/helpers/demo.ts'
import { LiveClient, type Login, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import type { Target } from './experiment.ts'
import { token, tokensIn } from './token-writer.ts'

/** Types into a paragraph of its own; gives the count so far. */
export function keepTyping(ydoc: Y.Doc, author: string, everyMs: number, timers: NodeJS.Timeout[]): () => number {
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  const page = ydoc.getXmlFragment('content')
  page.insert(page.length, [paragraph])
  let count = 0
  timers.push(setInterval(() => text.insert(text.length, token(author, count++)), everyMs))
  return () => count
}

/** How many words of the members came, each next one behind the one before. */
export function inOrder(ydoc: Y.Doc): number {
  const next = new Map<string, number>()
  for (const { author, number } of tokensIn(ydoc))
    if (author.startsWith('m') && number === (next.get(author) ?? 0)) next.set(author, number + 1)
  return [...next.values()].reduce((sum, count) => sum + count, 0)
}

/** The demonstration on a server of its own, and a page in it where people type. */
export interface Ground {
  origin: string
  teacher: Login
  projectId: string
  /** Of the page. */
  room: string
  /** Somebody who has it open until the end; what broke their line is in their `closes`. */
  join: (login: Login) => LiveClient
  /** Ended with the server. */
  timers: NodeJS.Timeout[]
}

/** Does something there, and takes all of it away. */
export async function onDemo<Found>(
  { databaseUrl }: Target,
  title: string,
  work: (ground: Ground) => Promise<Found>,
): Promise<Found> {
  const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const joined: LiveClient[] = []
  const timers: NodeJS.Timeout[] = []
  try {
    await server.start()
    const { origin } = server
    const teacher = await signIn(origin, claire)
    const room = await sharedPage(origin, teacher, title)
    const join = ({ cookie }: Login) => {
      const client = new LiveClient({ origin, cookie, room })
      joined.push(client)
      return client
    }
    return await work({ origin, teacher, projectId: await riversProject(origin, teacher), room, join, timers })
  } finally {
    timers.forEach((timer) => clearInterval(timer))
    joined.forEach((one) => one.destroy())
    await server.dispose()
  }
}
