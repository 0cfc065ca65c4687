// Gives the embedded database what Postgres asks of a disk. PGlite runs with fsync off and its file layer has no fsync
// at all, so that a power cut takes what was called saved (https://github.com/electric-sql/pglite/issues/1107).
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The exit code of the database's thread when the disk would not keep what was written (EX_IOERR). */
export const diskFailed = 74

/**
 * PGlite's own parameters without `-F` (fsync off). Its fdatasync does nothing even so; its fsync reaches the file layer.
 */
export const durableParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'full_page_writes=on', 'synchronous_commit=on'].flatMap((setting) => [
    '-c',
    setting,
  ]),
]

/** PGlite's folder on disk, with an fsync for its files and directories. */
export class SyncedFolder extends NodeFS {
  /** @type {NodeFS['init']} */
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options)
    /** @param {{ FS: { filesystems: { NODEFS: { stream_ops: object } } } }} module */
    const giveFsync = (module) => Object.assign(module.FS.filesystems.NODEFS.stream_ops, { fsync: syncStream })
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [giveFsync, ...(emscriptenOpts.preRun ?? [])] } }
  }
}

/** @param {{ nfd: number }} stream */
function syncStream({ nfd }) {
  try {
    fsyncSync(nfd)
    return 0
  } catch (error) {
    // The kernel may have dropped the pages, and a second fsync would say that all is well. Nothing more is claimed:
    // the thread ends here, the process with it, and the next start reads what is really there.
    writeSync(2, `the disk did not keep what was written: ${String(error)}\n`)
    return process.exit(diskFailed)
  }
}

/**
 * Creates the database beside `folder` and moves it there when all of it is on the disk, so that a cut during the first
 * start leaves nothing half made.
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} create
 */
export async function createWhole(folder, create) {
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  await create(draft)
  syncTree(draft)
  renameSync(draft, folder)
  syncPath(dirname(folder))
}

/**
 * Puts all of a folder on the disk. A database of an earlier Préau was closed without that; where everything is there
 * already it costs some milliseconds.
 * @param {string} folder
 */
export function syncTree(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const found = lstatSync(path)
    if (found.isDirectory()) syncTree(path)
    else if (found.isFile()) syncPath(path)
  }
  syncPath(folder)
}

/** @param {string} path */
function syncPath(path) {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** @param {string} folder */
export const isCreated = (folder) => existsSync(join(folder, 'PG_VERSION'))
