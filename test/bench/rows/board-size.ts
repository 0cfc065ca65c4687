import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { buildScreens } from '../build.ts'
import type { Line } from '../table.ts'

/** What a browser has to fetch for a board or a wall that it has not got from elsewhere: scripts and styles, gzip. */

const limits = { board: 60, wall: 30 } as const

const manifestShape = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
)
type Manifest = z.infer<typeof manifestShape>

/** Files that these entries need before they can be shown. */
function filesOf(manifest: Manifest, entries: readonly string[]): Set<string> {
  const [files, seen] = [new Set<string>(), new Set<string>()]
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (chunk === undefined) throw new Error(`no such chunk: ${name}`)
    if (seen.has(name)) return
    seen.add(name)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    chunk.imports?.forEach(visit)
  }
  entries.forEach(visit)
  return files
}

/** Where one comes from: the shelf, and a page of text, which has the line to the server too. */
const before = ['index.html', 'documents/documents-page.tsx', 'pages/page-page.tsx']

const faces = [
  { name: 'board', file: 'boards/canvas/canvas-face.tsx' },
  { name: 'wall', file: 'boards/wall/wall-face.tsx' },
] as const

export async function measureBoardSize(): Promise<Line[]> {
  const folder = await buildScreens()
  const manifest = manifestShape.parse(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')))
  const there = filesOf(manifest, before)
  const kilobytes = (files: Iterable<string>) =>
    [...files]
      .map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1_000)
      .reduce((sum, size) => sum + size, 0)
  /** Files are made by which screens share them: a face's own are in several. */
  const ownOf = (file: string) => {
    const others = faces.flatMap((face) => (face.file === file ? [] : [face.file]))
    const elsewhere = filesOf(manifest, [...before, 'boards/board-page.tsx', ...others])
    return [...filesOf(manifest, [file])].filter((one) => !elsewhere.has(one))
  }
  const line = (what: string, figure: number, limit: number | null): Line => ({
    row: 'board-size',
    what,
    unit: 'kB gzip',
    figures: { préau: figure },
    goals: limit === null ? [] : [{ than: null, is: 'at most', limit }],
    notes: [],
  })
  return faces.flatMap(({ name, file }) => {
    const all = filesOf(manifest, ['boards/board-page.tsx', file])
    const own = [...all].filter((one) => !there.has(one))
    return [
      line(`what only a ${name} has`, kilobytes(ownOf(file)), limits[name]),
      line(`all that a ${name} needs over the shelf and a page of text`, kilobytes(own), null),
    ]
  })
}
