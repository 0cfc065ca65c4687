import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as z from 'zod'

const profileShape = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.number(),
        columnNumber: z.number(),
      }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})
const placesShown = 12
const mapShape = z.looseObject({
  version: z.number(),
  sources: z.array(z.string()),
  names: z.array(z.string()),
  mappings: z.string(),
})

/** What makes an update trustworthy: the walk of its bytes, whose ids it writes under, and what its kind allows. */
const rules = [
  /collab\/relay\/preflight\.ts$/,
  /collab\/relay\/content\.ts:judge$/,
  /collab\/documents\/page-check\.ts$/,
]

/** What part of the server's work the rules are, with all that their functions call, and where most of the time goes. */
export function whereTimeGoes(json: string): { rules: string; places: string } {
  const { nodes, samples, timeDeltas } = profileShape.parse(JSON.parse(json))
  const maps = new Map<string, SourceMap | null>()
  const inRules = new Map<number, boolean>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const isInRules = (id: number): boolean => {
    const known = inRules.get(id)
    if (known !== undefined) return known
    const frame = byId.get(id)?.callFrame
    const parent = parents.get(id)
    const found =
      (frame !== undefined &&
        rules.some(
          (rule) => rule.test(sourceOf(frame, maps)) || rule.test(`${sourceOf(frame, maps)}:${frame.functionName}`),
        )) ||
      (parent !== undefined && isInRules(parent))
    inRules.set(id, found)
    return found
  }
  const time = { all: 0, rules: 0 }
  const byFile = new Map<string, number>()
  for (const [at, id] of samples.entries()) {
    const delta = timeDeltas[at] ?? 0
    const frame = byId.get(id)?.callFrame
    if (frame === undefined || isNoWork(frame)) continue
    time.all += delta
    if (isInRules(id)) time.rules += delta
    const file = placeOf(frame, maps)
    byFile.set(file, (byFile.get(file) ?? 0) + delta)
  }
  const percent = (time.rules * 100) / time.all
  const verdict = percent <= 25 ? 'met' : 'not met'
  const largest = [...byFile].toSorted(([, a], [, b]) => b - a).slice(0, placesShown)
  const places = largest.map(([file, ms]) => `${file} ${((ms * 100) / time.all).toFixed(1)} %`).join(', ')
  return {
    rules: `the walk, identity and rules of the page are ${percent.toFixed(1)} % of the server's work (goal ≤ 25 %: ${verdict})`,
    places: `most of the server's time goes to ${places}`,
  }
}

/** Where a page's main thread is: the ten files with most of the time of its scripts, found by their maps in this folder. */
export function whereTimeGoesIn(profile: unknown, folder: string): string {
  const { nodes, samples, timeDeltas } = profileShape.parse(profile)
  const maps = new Map<string, SourceMap | null>()
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byPlace = new Map<string, number>()
  let all = 0
  for (const [at, id] of samples.entries()) {
    const frame = byId.get(id)
    if (frame === undefined || isNoWork(frame)) continue
    const delta = timeDeltas[at] ?? 0
    const isFetched = frame.url.startsWith('http')
    const url = isFetched ? pathToFileURL(join(folder, new URL(frame.url).pathname)).href : frame.url
    const place = placeOf({ ...frame, url }, maps)
    all += delta
    byPlace.set(place, (byPlace.get(place) ?? 0) + delta)
  }
  const largest = [...byPlace].toSorted(([, a], [, b]) => b - a).slice(0, 10)
  return largest.map(([place, ms]) => `${place} ${((ms * 100) / all).toFixed(1)} %`).join(', ')
}

/** Waiting, and what starting the profiler took. */
const isNoWork = ({ functionName, url }: Frame) =>
  functionName === '(idle)' || (functionName === 'dispatch' && url === '')

/** The last two names of a path, or what V8 calls it. */
function placeOf(frame: Frame, maps: Map<string, SourceMap | null>): string {
  const source = sourceOf(frame, maps).split('/').slice(-2).join('/')
  return source === '' ? frame.functionName : source
}

type Frame = z.infer<typeof profileShape>['nodes'][number]['callFrame']

function sourceOf(frame: Frame, maps: Map<string, SourceMap | null>): string {
  if (!frame.url.startsWith('file://')) return frame.url
  const path = fileURLToPath(frame.url)
  if (!maps.has(path)) {
    const file = `${path}.map`
    const map = existsSync(file) ? mapShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
    maps.set(path, map && new SourceMap({ file: path, sourceRoot: '', sourcesContent: [], ...map }))
  }
  const entry = maps.get(path)?.findEntry(frame.lineNumber, frame.columnNumber)
  return entry && 'originalSource' in entry ? entry.originalSource : path
}
