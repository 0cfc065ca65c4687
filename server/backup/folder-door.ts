import { rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { FolderHold } from '#db/client.ts'
import { socketPathIn } from '#db/socket-path.ts'
import { BackupRefused } from './refused.ts'

/*
 * The embedded database belongs to the running server. Who makes a backup asks it, over a socket in the data folder that
 * only its owner may enter, for a while without checkpoints, and copies the files meanwhile: no query waits for that.
 */

const socketName = 'backup.sock'
const longestHoldMs = 15 * 60_000

interface DoorParts {
  dataDir: string
  hold(): Promise<FolderHold>
  /** Told when a backup was made by a process of its own. */
  onOutcome(line: string): Promise<void>
  /** One line: what is known of earlier ones. */
  state(): Promise<string>
}

export async function openFolderDoor({ dataDir, ...parts }: DoorParts): Promise<{ close(): void }> {
  const path = await socketPathIn(dataDir, socketName)
  // Ours by the claim on the folder: whatever lies there is a dead process's.
  await rm(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(longestHoldMs, () => socket.destroy())
    answer(socket, parts).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  server.unref()
  return { close: () => void server.close() }
}

async function answer(socket: Socket, { hold, onOutcome, state }: Omit<DoorParts, 'dataDir'>): Promise<void> {
  let held: FolderHold | null = null
  // Whoever goes away in the middle ends the loop; an error that nobody hears would end the process.
  const lines = createInterface({ input: socket }).on('error', () => socket.destroy())
  try {
    for await (const line of lines) {
      if (line === 'hold' && held === null) {
        held = await hold()
        socket.write(`${held.folder}\n`)
      } else if (line === 'release' && held !== null) {
        const given = held
        held = null
        socket.write((await given.release()) ? 'good\n' : 'spoilt\n')
      } else if (line === 'state') {
        socket.write(`${await state()}\n`)
      } else if (line.startsWith('outcome ')) {
        await onOutcome(line.slice('outcome '.length))
        socket.end('noted\n')
      }
    }
  } finally {
    await held?.release()
  }
}

export interface FolderDoor {
  /** False where the copy must be made again. */
  whileHeld(copy: (folder: string) => Promise<void>): Promise<boolean>
  tell(outcome: string): Promise<void>
  state(): Promise<string>
  close(): void
}

/** The running server on this folder, or null where none answers. */
export async function knockAtFolder(dataDir: string): Promise<FolderDoor | null> {
  const socket = await connected(await socketPathIn(dataDir, socketName))
  if (socket === null) return null
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const ask = async (line: string) => {
    socket.write(`${line}\n`)
    const next = await lines.next()
    if (next.done)
      throw new BackupRefused('The running server broke off. Nothing was changed; look at its log, and try again.')
    return next.value
  }
  return {
    async whileHeld(copy) {
      await copy(await ask('hold'))
      return (await ask('release')) === 'good'
    },
    tell: async (outcome) => void (await ask(`outcome ${outcome}`)),
    state: () => ask('state'),
    close: () => socket.destroy(),
  }
}

function connected(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket))
    socket.on('error', () => resolve(null))
  })
}
