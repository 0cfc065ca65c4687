import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const cache = join(import.meta.dirname, '../../node_modules/.cache/preau')

/** The parts of a data folder that outlive a process. */
const parts = ['database', 'secret.key']

/**
 * Puts the demonstration of a built server into a data folder that is not there yet: `make` sets it up in a folder, once for
 * each build and day, and all others copy that. Its times are of now, so it grows no older than a day.
 */
export async function copyPreparedDemo(
  main: string,
  dataDir: string,
  make: (dataDir: string) => Promise<void>,
): Promise<void> {
  const name = `demo-${hashOf(dirname(main))}-${new Date().toISOString().slice(0, 10)}`
  const folder = join(cache, name)
  if (!existsSync(folder)) await prepare(folder, make)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  for (const part of parts) await cp(join(folder, part), join(dataDir, part), { recursive: true })
}

async function prepare(folder: string, make: (dataDir: string) => Promise<void>): Promise<void> {
  await mkdir(cache, { recursive: true })
  const earlier = (await readdir(cache)).filter((one) => one.startsWith('demo-'))
  const making = await mkdtemp(join(cache, 'making-'))
  await make(making)
  // Two runs may make it at once: the first to finish wins, and both made the same.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
  for (const one of earlier)
    if (join(cache, one) !== folder) await rm(join(cache, one), { recursive: true, force: true })
}

function hashOf(build: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(build, { recursive: true, encoding: 'utf8' }).toSorted())
    if (/\.(js|sql)$/.test(name)) hash.update(name).update(readFileSync(join(build, name)))
  return hash.digest('hex').slice(0, 16)
}
