import { randomUUID } from 'node:crypto'
import { mkdir, rmdir, stat, unlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { privateFolder, socketPathIn } from './socket-path.ts'

/** A gate left by a starter that died inside it is ignored after this long; its work takes milliseconds. */
const gateStaleMs = 10_000
const probeTimeoutMs = 2_000
const attempts = 200

interface Claim {
  release(): Promise<void>
}

export class FolderInUse extends Error {
  readonly folder: string
  readonly ownerPid: number | null
  constructor(folder: string, ownerPid: number | null) {
    super(`${folder} is in use by another running Préau (process ${ownerPid ?? 'unknown'}). Stop it first.`)
    this.name = 'FolderInUse'
    this.folder = folder
    this.ownerPid = ownerPid
  }
}

/**
 * Makes this process the only owner of a data folder until it ends, however it ends. The embedded database has no lock
 * of its own and two owners lose rows. A listening socket is the proof of life: unlike a pid file it cannot outlive its
 * process nor be mistaken in a container, where pids repeat. Throws FolderInUse.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  await privateFolder(folder)
  const path = await socketPathIn(folder, 'claim.sock')
  const identity = `${process.pid} ${randomUUID()}`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const server = await listen(path, identity)
    if (server) {
      // Another starter may have taken our socket for a stale one between two of its steps: ask who answers.
      if ((await probe(path)) === identity) return { release: () => close(server) }
      await close(server)
    }
    const owner = await probe(path)
    if (owner !== null) throw new FolderInUse(folder, Number.parseInt(owner, 10) || null)
    await removeStale(folder, path)
  }
  throw new Error(`${folder} could not be claimed; remove ${path} when no Préau runs on it`)
}

/** Null where the address is taken. */
function listen(path: string, identity: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(identity)
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}

/** What the owner answers, or null where nobody listens. An owner too busy to answer in time is an owner: ''. */
function probe(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = ''
    let connected = false
    const socket = connect(path, () => {
      connected = true
    })
    socket.setEncoding('utf8').setTimeout(probeTimeoutMs, () => socket.destroy())
    socket.on('data', (text) => {
      answer += String(text)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(connected ? answer : null))
  })
}

/** Removes a dead owner's socket; a gate folder lets one starter at a time look and remove. */
async function removeStale(folder: string, path: string): Promise<void> {
  const gate = join(folder, 'claim.gate')
  try {
    await mkdir(gate)
  } catch {
    const age = await stat(gate).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    )
    if (age > gateStaleMs) await rmdir(gate).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 30))
    return
  }
  try {
    if ((await probe(path)) === null) await unlink(path).catch(() => undefined)
  } finally {
    await rmdir(gate).catch(() => undefined)
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
