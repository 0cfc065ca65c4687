import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** `sun_path` holds 108 bytes with its final zero on Linux, 104 on macOS. */
const longestSocketPath = 103

/** Creates a folder that only this user may enter: the embedded database asks no password. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}

/**
 * A path for a Unix socket named `name` that belongs to `folder`. It lies in the folder itself, or, where that path is
 * longer than a socket address may be, in a private folder under the system's temporary one, named after the folder.
 */
export async function socketPathIn(folder: string, name: string): Promise<string> {
  const inside = join(folder, name)
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16)
  const fallback = join(tmpdir(), `preau-${hash}`)
  await mkdir(fallback, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await lstat(fallback)
  if (!found.isDirectory() || found.uid !== userInfo().uid || (found.mode & 0o077) !== 0)
    throw new Error(`${fallback} must be a folder that only this user may enter`)
  return join(fallback, name)
}
