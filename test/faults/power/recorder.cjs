// Loaded into the server by NODE_OPTIONS: notes, in order, every change that any of its threads makes below DATA_DIR, and
// every fsync that came back. What a power cut may leave behind can then be worked out (disk.ts).
// A record: length of the header (u32), length of the data (u32), header as JSON, data.
const fs = require('node:fs')
const { join, resolve } = require('node:path')
const { syncBuiltinESMExports } = require('node:module')

const folder = resolve(process.env.DATA_DIR ?? '.')
// Appends are whole and in one order, whichever thread makes them.
const journal = fs.openSync(process.env.RECORD_TO, 'a')
const real = { ...fs }
/** Open files below the folder, and where the next write without a position goes. @type {Map<number, { name: string, at: number }>} */
const opened = new Map()

/** @param {object} header @param {Uint8Array} [data] */
function note(header, data = new Uint8Array()) {
  const json = Buffer.from(JSON.stringify(header))
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(json.length, 0)
  lengths.writeUInt32LE(data.length, 4)
  real.writeSync(journal, Buffer.concat([lengths, json, data]))
}

/** Path below the folder, or null. @param {unknown} path */
function inside(path) {
  const whole = resolve(String(path))
  return whole === folder || whole.startsWith(`${folder}/`) ? whole.slice(folder.length + 1) : null
}

/** What is written to a file without a name is of no account. @param {string | null} name */
function forget(name) {
  for (const [fd, one] of opened) if (one.name === name) opened.delete(fd)
}

/** @param {number} fd */
const pathOf = (fd) => opened.get(fd)?.name ?? null
const { O_CREAT, O_TRUNC } = fs.constants
/** @param {unknown} flags */
const bitsOf = (flags) => {
  if (typeof flags === 'number') return flags
  if (flags === undefined || flags === 'r' || flags === 'r+') return 0
  return flags === 'w' ? O_CREAT | O_TRUNC : O_CREAT
}

fs.openSync = (path, flags, mode) => {
  const name = inside(path)
  if (name === null) return real.openSync(path, flags, mode)
  const isNew = !real.existsSync(path)
  const fd = real.openSync(path, flags, mode)
  opened.set(fd, { name, at: 0 })
  if (isNew && bitsOf(flags) & O_CREAT) note({ op: 'create', path: name })
  else if (bitsOf(flags) & O_TRUNC) note({ op: 'truncate', path: name, size: 0 })
  return fd
}
fs.closeSync = (fd) => {
  opened.delete(fd)
  return real.closeSync(fd)
}
fs.writeSync = (fd, data, offset, length, position) => {
  const file = opened.get(fd)
  if (!file) return real.writeSync(fd, data, offset, length, position)
  const bytes = typeof data === 'string' ? Buffer.from(data) : data
  const part = new Uint8Array(bytes.buffer, bytes.byteOffset + (offset ?? 0), length ?? bytes.byteLength)
  const at = typeof position === 'number' ? position : file.at
  if (typeof position !== 'number') file.at += part.length
  note({ op: 'write', path: file.name, at }, part)
  return real.writeSync(fd, part, 0, part.length, at)
}
fs.ftruncateSync = (fd, size) => {
  const name = pathOf(fd)
  if (name !== null) note({ op: 'truncate', path: name, size: size ?? 0 })
  return real.ftruncateSync(fd, size)
}
fs.truncateSync = (path, size) => {
  const name = inside(path)
  if (name !== null) note({ op: 'truncate', path: name, size: size ?? 0 })
  return real.truncateSync(path, size)
}
fs.fsyncSync = (fd) => {
  real.fsyncSync(fd)
  const name = pathOf(fd)
  if (name !== null) note({ op: 'sync', path: name })
}
fs.linkSync = (from, to) => {
  real.linkSync(from, to)
  const [before, after] = [inside(from), inside(to)]
  if (before !== null && after !== null) note({ op: 'link', path: before, to: after })
}
for (const [method, op] of [
  ['unlinkSync', 'unlink'],
  ['rmdirSync', 'rmdir'],
  ['mkdirSync', 'mkdir'],
]) {
  const original = real[method]
  fs[method] = (path, options) => {
    const name = inside(path)
    const isNew = op !== 'mkdir' || !real.existsSync(path)
    const answer = original(path, options)
    if (name !== null && isNew) note({ op, path: name })
    if (op === 'unlink') forget(name)
    return answer
  }
}
fs.rmSync = (path, options) => {
  const name = inside(path)
  const isThere = real.existsSync(path)
  const answer = real.rmSync(path, options)
  if (name !== null && isThere) note({ op: 'remove', path: name })
  return answer
}
fs.renameSync = (from, to) => {
  real.renameSync(from, to)
  const [before, after] = [inside(from), inside(to)]
  if (before === null || after === null) return
  note({ op: 'rename', path: before, to: after })
  for (const file of opened.values()) {
    if (file.name === before || file.name.startsWith(`${before}/`))
      file.name = join(after, file.name.slice(before.length))
  }
}
syncBuiltinESMExports()
