import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { buildScreens } from '../build.ts'
import type { Line } from '../table.ts'

/** What a browser has to fetch for a board or a wall that it has not got for a page of text: scripts and styles, gzip. */

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

export async function measureBoardSize(): Promise<Line[]> {
  const folder = await buildScreens()
  const manifest = manifestShape.parse(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')))
  const shell = filesOf(manifest, ['index.html', 'pages/page-page.tsx'])
  const kilobytes = (face: string) => {
    const files = filesOf(manifest, ['boards/board-page.tsx', face])
    const own = [...files].filter((file) => !shell.has(file))
    return own.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 1_000
  }
  const line = (what: string, face: string, limit: number): Line => ({
    row: 'board-size',
    what,
    unit: 'kB gzip',
    figures: { préau: kilobytes(face) },
    goals: [{ than: null, is: 'at most', limit }],
    notes: [],
  })
  return [
    line('scripts and styles of a board over those of a page of text', 'boards/canvas/canvas-face.tsx', limits.board),
    line('the same of a wall', 'boards/wall/wall-face.tsx', limits.wall),
  ]
}
