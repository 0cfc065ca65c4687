import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * A disk that forgets at a power cut what was not synced. It follows a recorded run (recorder.cjs) and then gives one of the
 * states in which the cut may have left the disk.
 *
 * What may be lost, harder than ext4 and XFS in their defaults:
 * - of a file's bytes written after its last fsync each 512-byte sector is there or not, in any combination; a file that
 *   grew is as long as it was told to be, or not, with zeros where sectors are missing;
 * - names (create, rename, unlink, mkdir) are kept in their order up to some point at or after the last fsync that
 *   needs them: of the directory, or of a file that was new.
 */

type Change =
  | { op: 'create' | 'unlink' | 'rmdir' | 'mkdir' | 'remove' | 'sync'; path: string }
  | { op: 'rename' | 'link'; path: string; to: string }
  | { op: 'truncate'; path: string; size: number }
  | { op: 'write'; path: string; at: number; data: Uint8Array }

const sector = 512

type Pending = { at: number; data: Uint8Array } | { size: number }

/** One file, whatever its names: what is surely on the disk, and what was written since. */
class Inode {
  #safe: Uint8Array = new Uint8Array()
  #pending: Pending[] = []
  /** Index of the name change that gave it its first name. */
  readonly madeAt: number

  constructor(madeAt: number) {
    this.madeAt = madeAt
  }

  change(one: Pending): void {
    this.#pending.push(one)
  }

  sync(): void {
    this.#safe = written(this.#safe, this.#pending, () => true)
    this.#pending = []
  }

  /** `keeps` is asked for each sector and each new length. */
  after(keeps: () => boolean): Uint8Array {
    return written(this.#safe.slice(), this.#pending, keeps)
  }
}

/** Writes into `bytes` what is kept of the changes; gives another array where the length changes. */
function written(bytes: Uint8Array, changes: Pending[], keeps: () => boolean): Uint8Array {
  let room = bytes
  let size = bytes.length
  const resize = (wanted: number) => {
    if (wanted > room.length) {
      const longer = new Uint8Array(Math.max(wanted, room.length * 2))
      longer.set(room.subarray(0, size))
      room = longer
    }
    if (wanted < size) room.fill(0, wanted, size)
    size = wanted
  }
  for (const one of changes) {
    if ('size' in one) {
      if (keeps()) resize(one.size)
      continue
    }
    const end = one.at + one.data.length
    for (let at = one.at; at < end;) {
      const next = Math.min(end, (Math.floor(at / sector) + 1) * sector)
      if (keeps()) {
        resize(Math.max(size, next))
        room.set(one.data.subarray(at - one.at, next - one.at), at)
      }
      at = next
    }
  }
  return size === room.length ? room : room.slice(0, size)
}

type NameChange =
  | { op: 'file'; path: string; inode: Inode }
  | { op: 'folder'; path: string }
  | { op: 'gone'; path: string }
  | { op: 'rename'; path: string; to: string }

export class Disk {
  /** All names as the running system saw them: an inode, or null for a folder. */
  readonly #seen = new Map<string, Inode | null>([['', null]])
  readonly #names: NameChange[] = []
  /** So many of the name changes are surely on the disk. */
  #safeNames = 0

  /** A disk with what lies below `folder`, all of it safe. */
  static of(folder: string): Disk {
    const disk = new Disk()
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = relative(folder, join(entry.parentPath, entry.name))
      if (entry.isDirectory()) disk.apply({ op: 'mkdir', path })
      if (!entry.isFile()) continue
      disk.apply({ op: 'create', path })
      disk.apply({ op: 'write', path, at: 0, data: readFileSync(join(folder, path)) })
      disk.apply({ op: 'sync', path })
    }
    disk.apply({ op: 'sync', path: '' })
    return disk
  }

  apply(change: Change): void {
    if (change.op === 'sync') return this.#sync(change.path)
    if (change.op === 'write') return this.#file(change.path).change({ at: change.at, data: change.data })
    if (change.op === 'truncate') return this.#file(change.path).change({ size: change.size })
    const renamed = this.#nameChange(change)
    this.#names.push(renamed)
    applyName(this.#seen, renamed)
  }

  /** A cut now: writes one possible state below `folder`. `random` is asked for everything that may be there or not. */
  cut(folder: string, random: () => number): void {
    const names = new Map<string, Inode | null>([['', null]])
    const kept = this.#safeNames + Math.floor(random() * (this.#names.length - this.#safeNames + 1))
    for (const change of this.#names.slice(0, kept)) applyName(names, change)
    // Nothing, nearly nothing, half, nearly everything: cuts of each sort are worth looking at.
    const share = [0, 0.05, 0.5, 0.95, 1][Math.floor(random() * 5)] ?? 0
    for (const [path, inode] of names) {
      const target = join(folder, path)
      mkdirSync(inode ? dirname(target) : target, { recursive: true, mode: 0o700 })
      if (inode)
        writeFileSync(
          target,
          inode.after(() => random() < share),
          { mode: 0o600 },
        )
    }
  }

  #sync(path: string): void {
    const inode = this.#seen.get(path)
    if (inode === undefined) throw new Error(`${path} is synced and is not there`)
    if (inode === null) this.#safeNames = this.#names.length
    else {
      inode.sync()
      this.#safeNames = Math.max(this.#safeNames, inode.madeAt + 1)
    }
  }

  #nameChange(change: Exclude<Change, { op: 'sync' | 'write' | 'truncate' }>): NameChange {
    if (change.op === 'rename') return { op: 'rename', path: change.path, to: change.to }
    if (change.op === 'link') return { op: 'file', path: change.to, inode: this.#file(change.path) }
    if (change.op === 'create') return { op: 'file', path: change.path, inode: new Inode(this.#names.length) }
    return { op: change.op === 'mkdir' ? 'folder' : 'gone', path: change.path }
  }

  #file(path: string): Inode {
    const inode = this.#seen.get(path)
    if (!inode) throw new Error(`${path} is written to and is not there`)
    return inode
  }
}

function applyName(names: Map<string, Inode | null>, change: NameChange): void {
  if (change.op === 'file') names.set(change.path, change.inode)
  else if (change.op === 'folder') names.set(change.path, null)
  else {
    const below = [...names].filter(([path]) => path === change.path || path.startsWith(`${change.path}/`))
    below.forEach(([path]) => names.delete(path))
    if (change.op === 'rename')
      below.forEach(([path, inode]) => names.set(change.to + path.slice(change.path.length), inode))
  }
}

/**
 * Reads a recorder's journal from a position; gives the changes and where the next one begins. What the process was writing
 * when it was killed is left out.
 */
export function readJournal(bytes: Buffer, from: number): { changes: Change[]; end: number } {
  const changes: Change[] = []
  let at = from
  while (at + 8 <= bytes.length) {
    const headerLength = bytes.readUInt32LE(at)
    const dataAt = at + 8 + headerLength
    const end = dataAt + bytes.readUInt32LE(at + 4)
    if (end > bytes.length) break
    const header: Change = JSON.parse(bytes.toString('utf8', at + 8, dataAt))
    changes.push(header.op === 'write' ? { ...header, data: bytes.subarray(dataAt, end) } : header)
    at = end
  }
  return { changes, end: at }
}
