// Runs before start, demo, dev and test, on a checkout that may have nothing installed: Node's own modules only.
// Installs when the lockfile changed and, with the argument "build", builds when a source changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const sources = [
  'client',
  'server',
  'collab',
  'db',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Préau needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org`)
  process.exit(1)
}

ensureInstalled()
if (process.argv[2] === 'build') ensureBuilt()

function ensureInstalled() {
  const stamp = join(root, 'node_modules/.preau-stamp')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex')
  if (read(stamp) === wanted) return
  // Somebody installed by hand, or an image did: npm's own record of what lies there is enough.
  if (isInstalledByHand()) return writeFileSync(stamp, wanted)
  console.log('Installing what package-lock.json names (npm ci) …')
  npm(['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, wanted)
}

function isInstalledByHand() {
  const record = read(join(root, 'node_modules/.package-lock.json'))
  if (record === null) return false
  const installed = JSON.parse(record).packages
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(
    ([path, wanted]) => path === '' || wanted.optional || wanted.peer || installed[path]?.version === wanted.version,
  )
}

function ensureBuilt() {
  const stamp = join(root, 'dist/.stamp')
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) addTo(hash, join(root, source))
  const wanted = hash.digest('hex')
  if (read(stamp) === wanted) return
  console.log('Building (npm run build) …')
  npm(['run', '--silent', 'build'])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  if (!existsSync(path)) return
  const names = listNames(path)
  if (names === null) {
    hash.update(path.slice(root.length)).update(readFileSync(path))
    return
  }
  for (const name of names) addTo(hash, join(path, name))
}

/** @param {string} path The sorted names in a folder, or null for a file. */
function listNames(path) {
  try {
    return readdirSync(path).sort()
  } catch {
    return null
  }
}

/** @param {string} path */
function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** @param {string[]} parameters */
function npm(parameters) {
  const cli = process.env.npm_execpath
  const [command, ...before] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm']
  const { status } = spawnSync(command, [...before, ...parameters], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
