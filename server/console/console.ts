import { once } from 'node:events'
import { unlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import * as z from 'zod'
import { socketPathIn } from '#db/socket-path.ts'

/*
 * The embedded database has one owner, the running server. Commands reach it by a Unix socket in its data folder, which
 * only its own user may enter: each line is a question in JSON, and gets a line back.
 */

export interface Caller {
  /** What to do once the connection has ended, however it ends. */
  whenGone(work: () => Promise<unknown>): void
}
type Answer = (asked: unknown, caller: Caller) => Promise<object>
/** By what `ask` says in the question. */
export type Answers = Record<string, Answer>

const question = z.looseObject({ ask: z.string() })

const longestLine = 8_000
/** The dearest is a checkpoint. */
const patienceMs = 60_000

const pathIn = (dataDir: string) => socketPathIn(dataDir, 'console.sock')

/** Answers until closed. The folder is claimed: a socket that lies there is a dead process's. */
export async function openConsole(
  dataDir: string,
  answers: Answers,
  log: Pick<Logger, 'warn'>,
): Promise<{ close(): Promise<void> }> {
  const path = await pathIn(dataDir)
  await unlink(path).catch(() => undefined)
  const known = new Map(Object.entries(answers))
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    serve(socket, known).catch((error: unknown) => {
      log.warn({ err: error }, 'a command was not answered')
      socket.destroy()
    })
  })
  server.on('error', (error) => log.warn({ err: error }, 'commands are not heard'))
  server.listen(path)
  await once(server, 'listening')
  server.unref()
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function serve(socket: Socket, answers: ReadonlyMap<string, Answer>): Promise<void> {
  const left: (() => Promise<unknown>)[] = []
  const caller: Caller = { whenGone: (work) => void left.push(work) }
  try {
    for await (const line of linesFrom(socket)) {
      const asked = question.parse(JSON.parse(line))
      const answer = answers.get(asked.ask)
      if (answer === undefined) throw new Error(`nobody answers ${asked.ask.slice(0, 40)}`)
      socket.write(`${JSON.stringify(await answer(asked, caller))}\n`)
    }
  } finally {
    for (const work of left) await work()
  }
}

/** The running server on a folder. */
interface RunningServer {
  ask(question: { ask: string } & Record<string, unknown>): Promise<unknown>
  close(): void
}

/** Null where no server answers. */
export async function reachServer(dataDir: string): Promise<RunningServer | null> {
  const socket = connect(await pathIn(dataDir))
  try {
    await once(socket, 'connect')
  } catch {
    return null
  }
  socket.on('error', () => undefined)
  socket.on('timeout', () => socket.destroy(new Error('The running server did not answer in time.')))
  const lines = linesFrom(socket)
  return {
    async ask(asked) {
      socket.setTimeout(patienceMs)
      socket.write(`${JSON.stringify(asked)}\n`)
      const next = await lines.next()
      socket.setTimeout(0)
      if (next.done) throw new Error('The running server broke off. Look at its log, and try again.')
      return JSON.parse(next.value)
    },
    close: () => socket.destroy(),
  }
}

async function* linesFrom(socket: Socket): AsyncGenerator<string, undefined> {
  let text = ''
  socket.setEncoding('utf8')
  for await (const part of socket) {
    text += String(part)
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 1)
    }
    if (text.length > longestLine) throw new Error('the line is too long')
  }
}
