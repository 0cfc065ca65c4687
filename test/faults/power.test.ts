import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Disk } from './power/disk.ts'
import { powerRun } from './power/power-run.ts'

const seed = Math.floor(Math.random() * 1e9)
const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-disk-'))
  folders.push(folder)
  return folder
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

test(`two power cuts while ten people type lose nothing that was called saved (seed ${seed})`, async () => {
  const report = await powerRun({ cuts: 2, writers: 10, seed, say: () => undefined })
  expect(report).toMatchObject({ cuts: 2, lost: [], doubled: [], unsound: 0, notStarted: [] })
  expect(report.acked).toBeGreaterThan(50)
  expect(report.syncs).toBeGreaterThan(50)
}, 180_000)

test('the disk of the experiment forgets what was not synced, and keeps what was', () => {
  const disk = new Disk()
  const write = (text: string, at: number) => disk.apply({ op: 'write', path: 'log', at, data: Buffer.from(text) })
  disk.apply({ op: 'create', path: 'log' })
  write('kept', 0)
  disk.apply({ op: 'sync', path: 'log' })
  write('torn', 2)
  disk.apply({ op: 'create', path: 'other' })
  const nothing = newFolder()
  disk.cut(nothing, () => 0)
  expect(readFileSync(join(nothing, 'log'), 'utf8')).toBe('kept')
  const all = newFolder()
  disk.cut(all, () => 0.99)
  expect(readFileSync(join(all, 'log'), 'utf8')).toBe('ketorn')
  expect(readFileSync(join(all, 'other'), 'utf8')).toBe('')
})
