import { constants } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Postgres' own list of what a copy leaves out: made anew at each start. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init'])
const isTemporary = (name: string) => leftOut.has(name) || name.startsWith('pgsql_tmp')

const log = 'pg_wal'

/**
 * Copies the folder of an embedded database that others write in. Right after a checkpoint, and with none until the end,
 * this is what Postgres calls a base backup: the files are of different moments, and the database's own log, which is
 * copied last and has each page whole that changed since, makes them one when the copy is opened.
 */
export async function copyDatabaseFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  // It says where the reading of the log begins, so it must not be newer than any other file.
  await mkdir(join(to, 'global'), { mode: 0o700 })
  await copyOne(join(from, 'global/pg_control'), join(to, 'global/pg_control'))
  await copyTree(from, to, (path) => path === join(from, log) || path === join(from, 'global/pg_control'))
  await copyTree(join(from, log), join(to, log), () => false)
}

async function copyTree(from: string, to: string, isSkipped: (path: string) => boolean): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const path = join(from, entry.name)
    if (isSkipped(path) || isTemporary(entry.name)) continue
    if (entry.isDirectory()) await copyTree(path, join(to, entry.name), isSkipped)
    else if (entry.isFile()) await copyOne(path, join(to, entry.name))
  }
}

/** A file that went away meanwhile is one whose end the log tells. */
async function copyOne(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}
