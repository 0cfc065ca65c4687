import { once } from 'node:events'
import { unlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { socketPathIn } from '#db/socket-path.ts'
import * as z from 'zod'
import type { Deps } from '../context.ts'
import { recoverByServer } from '../recovery/by-server.ts'

/*
 * The embedded database has one owner, the running server. Commands reach it by a Unix socket in its data folder, which
 * only its own user may enter: one line of JSON there, one line back.
 */

const question = z.strictObject({ recover: z.string().min(1).max(300) })
const answer = z.union([z.object({ url: z.string(), expiresAt: z.string() }), z.object({ refusal: z.string() })])
export type Answer = z.infer<typeof answer>

const longestLine = 1_000
const patienceMs = 10_000

const pathIn = (dataDir: string) => socketPathIn(dataDir, 'admin.sock')

/** Answers commands until closed. The folder is claimed: a socket that lies there is a dead process's. */
export async function answerCommands(deps: Deps, dataDir: string): Promise<{ close(): Promise<void> }> {
  const path = await pathIn(dataDir)
  await unlink(path).catch(() => undefined)
  const server = createServer((socket) => {
    reply(deps, socket).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'a command was not answered')
      socket.destroy()
    })
  })
  server.on('error', (error) => deps.log.warn({ err: error }, 'commands are not heard'))
  server.listen(path)
  await once(server, 'listening')
  server.unref()
  return {
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function reply(deps: Deps, socket: Socket): Promise<void> {
  const asked = question.parse(JSON.parse(await lineFrom(socket)))
  const given: Answer = await recoverByServer(deps, asked.recover)
  socket.end(`${JSON.stringify(given)}\n`)
}

/** What the running server says, or null where none runs on this folder. */
export async function askRunning(dataDir: string, asked: z.infer<typeof question>): Promise<Answer | null> {
  const socket = connect(await pathIn(dataDir))
  try {
    await once(socket, 'connect')
  } catch {
    return null
  }
  socket.write(`${JSON.stringify(asked)}\n`)
  return answer.parse(JSON.parse(await lineFrom(socket)))
}

function lineFrom(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no line came in time')))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the line was cut')))
    socket.on('data', (part) => {
      text += String(part)
      if (text.length > longestLine) socket.destroy(new Error('the line is too long'))
      else if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
  })
}
