import { join } from 'node:path'
import { build, type InlineConfig, type Rolldown } from 'vite'

const top = join(import.meta.dirname, '../..')

/** Where pupils are, and what each of these loads at once. Left to itself the bundler makes a file of each set of screens: fifty for a page. */
const hot: Record<string, string[]> = {
  today: ['client/today/today-page.tsx'],
  page: ['client/pages/page-page.tsx', 'client/editor/page-editor.tsx'],
  canvas: ['client/boards/board-page.tsx', 'client/boards/canvas/canvas-face.tsx'],
  wall: ['client/boards/board-page.tsx', 'client/boards/wall/wall-face.tsx'],
  chat: ['client/chat/screen/chat-page.tsx'],
  live: ['client/live/connection.ts'],
  doors: ['client/session/device-menus.tsx', 'client/auth/join-page.tsx', 'client/auth/staff-sign-in-page.tsx'],
}
/** Less than this is no file of its own: it comes with what everybody has. In bytes as they are written. */
const smallest = 8_000
/** And less than this goes along with what one screen more has, where there is such a file: a request costs more than it weighs. */
const small = 30_000

type Chunks = Rolldown.OutputChunk[]

/** Everything that is loaded with these modules, and how large each is. */
function reachOf(chunks: Chunks, roots: readonly string[]): Map<string, number> {
  const found = new Set(
    chunks.filter(
      ({ facadeModuleId, isEntry }) => roots.includes(facadeModuleId ?? '') || (isEntry && roots.length === 0),
    ),
  )
  for (const chunk of found) for (const other of chunks) if (chunk.imports.includes(other.fileName)) found.add(other)
  return new Map(
    [...found].flatMap(({ modules }) =>
      Object.entries(modules).map(([id, { renderedLength }]) => [id, renderedLength] as const),
    ),
  )
}

/** Which modules go together, by which of the hot screens load them. */
function groupsOf(chunks: Chunks): Map<string, string> {
  const begun = reachOf(chunks, [])
  const reaches = Object.entries(hot).map(([name, roots]) => ({
    name,
    reach: reachOf(
      chunks,
      roots.map((root) => join(top, root)),
    ),
  }))
  const screens = new Set(
    Object.values(hot)
      .flat()
      .map((root) => join(top, root)),
  )
  const groups = new Map([...begun.keys()].map((id) => [id, id.includes('/node_modules/') ? 'ground' : 'begin']))
  const sizes = new Map<string, number>()
  const shared = new Map<string, string>()
  for (const [id, size] of reaches.flatMap(({ reach }) => [...reach])) {
    if (groups.has(id) || screens.has(id) || shared.has(id)) continue
    const name = reaches
      .filter(({ reach }) => reach.has(id))
      .map((one) => one.name)
      .join('-')
    shared.set(id, name)
    sizes.set(name, (sizes.get(name) ?? 0) + size)
  }
  const place = new Map([...sizes.keys()].map((name) => [name, placeOf(name, sizes)]))
  for (const [id, name] of shared) groups.set(id, place.get(name) ?? name)
  return groups
}

/** In which file a group goes, by how large it is: its own, a larger one's, or what everybody has. */
function placeOf(name: string, sizes: ReadonlyMap<string, number>): string {
  const size = sizes.get(name) ?? 0
  const screens = name.split('-')
  const withOneMore = [...sizes.keys()].filter((other) => {
    const others = new Set(other.split('-'))
    return others.size === screens.length + 1 && screens.every((screen) => others.has(screen))
  })
  // What two have is their own while it is large enough to be a file.
  const enough = screens.length > 2 ? small : smallest
  const wider = withOneMore.find((other) => (sizes.get(other) ?? 0) >= enough)
  if (screens.length > 1 && size < enough && wider !== undefined) return wider
  return size < smallest ? 'begin' : name
}

/**
 * Builds once without writing, looks what each screen loads, and says which modules are to be one file: a page comes in ten
 * pieces then, and none holds what only others need.
 */
export async function chunkGroups(config: InlineConfig): Promise<Rolldown.CodeSplittingGroup[]> {
  const quick = { ...config.build, write: false, minify: false, reportCompressedSize: false } as const
  // As it is: a file that took in what others need would say that they need all of it.
  const rolldownOptions = { experimental: { chunkOptimization: false } }
  const built = await build({ ...config, configFile: false, logLevel: 'error', build: { ...quick, rolldownOptions } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  const groups = groupsOf(outputs.flatMap(({ output }) => output).filter((one) => one.type === 'chunk'))
  // What more screens have comes first, since a file takes with it what its modules import.
  const names = [...new Set(groups.values())].filter((name) => name !== 'ground' && name !== 'begin')
  const ordered = [
    'ground',
    'begin',
    ...names.toSorted((one, other) => other.split('-').length - one.split('-').length),
  ]
  return ordered.map((name, at) => ({
    name,
    test: (id: string) => groups.get(id) === name,
    priority: ordered.length - at,
  }))
}
