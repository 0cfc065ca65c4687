// Finds what npm cannot install: a Postgres server and a browser.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const startTimeoutMs = 30_000
const stopTimeoutMs = 10_000

/** @returns {string | null} */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) return existsSync(given) ? given : null
  return (
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(findCommand).find(Boolean) ?? null
  )
}

/** The engine without the window around it, which costs less; none where a browser is named for all. @returns {string | null} */
export const findChromiumShell = () => (process.env.CHROMIUM_PATH ? null : findCommand('chromium-headless-shell'))

/** @returns {string | null} */
export function findFirefox() {
  const given = process.env.FIREFOX_PATH
  if (given) return existsSync(given) ? given : null
  return ['firefox-esr', 'firefox'].map(findCommand).find(Boolean) ?? null
}

/** The driver of WebKitGTK, which brings its browser; it wants a screen, if one that nobody sees. @returns {string | null} */
export const findWebKit = () => (findCommand('Xvfb') === null ? null : findCommand('WebKitWebDriver'))

/** @param {string} name @returns {string | null} */
function findCommand(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  return null
}

/** The folder that holds initdb and postgres, the newest one Debian has, or null. */
function findPostgresFolder() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const inPath = findCommand('initdb')
  const folders = [
    ...(inPath ? [dirname(realpathSync(inPath))] : []),
    ...versions.map((name) => join(debian, name, 'bin')),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/**
 * A Postgres of our own in a temporary folder on a loopback port, with fsync on, or null where none is installed.
 * `crash` ends it as `pg_ctl stop -m immediate` does; `start` brings it back on what it had written.
 * @param {string} parent Where its folder is made.
 * @returns {Promise<{ url: string, stop(): Promise<void>, crash(): Promise<void>, start(): Promise<void> } | null>}
 */
export async function startPostgres(parent = tmpdir()) {
  const bin = findPostgresFolder()
  if (!bin) return null
  const folder = mkdtempSync(join(parent, 'preau-pg-'))
  const data = join(folder, 'data')
  // Postgres refuses to run as root.
  const owner = process.getuid?.() === 0 ? unprivilegedUser() : {}
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']
  execFileSync(join(bin, 'initdb'), initdb, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], ...owner })
  const port = await freePort()
  const where = ['-D', data, '-k', folder, '-p', String(port)]
  const options = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=on', '-c', 'log_min_messages=fatal']
  const open = () => {
    const child = spawn(join(bin, 'postgres'), [...where, ...options], { cwd: folder, stdio: 'ignore', ...owner })
    return { child, ended: new Promise((resolve) => child.once('exit', resolve)) }
  }
  let { child, ended } = open()
  const stop = async () => {
    // Fast shutdown, then the hard way.
    child.kill('SIGINT')
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await ended
    clearTimeout(timer)
    rmSync(folder, { recursive: true, force: true })
  }
  const crash = async () => {
    child.kill('SIGQUIT')
    await ended
  }
  const start = async () => {
    ;({ child, ended } = open())
    await answering(port, ended)
    // It takes connections before it has read its log again.
    while (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
  }
  process.once('exit', () => child.kill('SIGQUIT'))
  await answering(port, ended)
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop, crash, start }
}

/** @returns {{ uid?: number, gid?: number }} */
function unprivilegedUser() {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = lines.find((text) => text.startsWith('postgres:')) ?? lines.find((text) => text.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/** Below 32768: higher ports are lent to outgoing connections. @returns {Promise<number>} */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const isFree = await new Promise((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

/** @param {number} port @param {Promise<unknown>} ended */
async function answering(port, ended) {
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  const until = Date.now() + startTimeoutMs
  while (!hasEnded && Date.now() < until) {
    const isUp = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false)).on('close', () => resolve(false))
      socket.on('connect', () => socket.end())
    })
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Postgres did not start')
}
