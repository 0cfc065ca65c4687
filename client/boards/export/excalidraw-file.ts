import * as z from 'zod'

// As in collab/schema.ts, whose small form has less than this needs.
z.config({ jitless: true })

/*
 * What we take of a file of Excalidraw. Everything is bounded, what we do not know is passed over, and an element that is not
 * as it should be is left out and told of, without the rest.
 */

/** `updateBytes`: what a board takes from one person at once. */
export const importLimits = { fileBytes: 12 * 1024 * 1024, elements: 3_000, images: 20, updateBytes: 600_000 } as const

const number = z.number().min(-1_000_000).max(1_000_000)
const size = z.number().min(0).max(20_000)
const id = z.string().min(1).max(200)
const point = z.tuple([number, number]).rest(z.unknown())
const binding = z.object({ elementId: id }).nullish()
const head = z.string().max(40).nullish()

const common = {
  id,
  x: number,
  y: number,
  width: z.number().min(-20_000).max(20_000),
  height: z.number().min(-20_000).max(20_000),
  angle: z.number().min(-100).max(100).default(0),
  strokeColor: z.string().max(40).default('#1e1e1e'),
  backgroundColor: z.string().max(40).default('transparent'),
  strokeWidth: z.number().min(0).max(100).default(2),
  isDeleted: z.boolean().default(false),
  frameId: id.nullish(),
  link: z.string().max(2_000).nullish(),
  roundness: z.unknown().optional(),
}

const linear = { points: z.array(point).min(2).max(8_000), startBinding: binding, endBinding: binding }

const element = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.enum(['rectangle', 'diamond', 'ellipse']) }),
  z.object({ ...common, type: z.enum(['embeddable', 'iframe']) }),
  z.object({
    ...common,
    type: z.literal('text'),
    text: z.string().max(20_000),
    fontSize: z.number().min(1).max(2_000).default(20),
    containerId: id.nullish(),
  }),
  z.object({ ...common, ...linear, type: z.literal('arrow'), startArrowhead: head, endArrowhead: head }),
  z.object({ ...common, ...linear, type: z.literal('line') }),
  z.object({
    ...common,
    type: z.literal('freedraw'),
    points: z.array(point).min(1).max(8_000),
    pressures: z.array(z.number()).max(8_000).default([]),
    simulatePressure: z.boolean().default(true),
  }),
  z.object({ ...common, type: z.literal('image'), fileId: id.nullish() }),
  z.object({ ...common, type: z.enum(['frame', 'magicframe']), name: z.string().max(5_000).nullish() }),
])
export type ExcalidrawElement = z.infer<typeof element>

const file = z.object({
  type: z.literal('excalidraw'),
  elements: z.array(z.unknown()),
  files: z
    .record(
      z.string(),
      z.object({ mimeType: z.string().max(100), dataURL: z.string() }).catch({ mimeType: '', dataURL: '' }),
    )
    .catch({})
    .default({}),
})

export type BadFile = 'notJson' | 'notExcalidraw' | 'tooLarge' | 'tooMany' | 'empty'

export interface ExcalidrawFile {
  elements: ExcalidrawElement[]
  files: ReadonlyMap<string, { mimeType: string; dataURL: string }>
  /** Elements that are of no kind we know, or broken. */
  unreadable: number
}

const isGone = z.object({ isDeleted: z.literal(true) })
const isSized = ({ width, height }: ExcalidrawElement) =>
  size.safeParse(Math.abs(width)).success && size.safeParse(Math.abs(height)).success

/** Reads the text of a file. Gives a reason where nothing in it can be used. */
export function readExcalidraw(text: string): ExcalidrawFile | { reason: BadFile } {
  if (text.length > importLimits.fileBytes) return { reason: 'tooLarge' }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'notJson' }
  }
  const parsed = file.safeParse(json)
  if (!parsed.success) return { reason: 'notExcalidraw' }
  const there = parsed.data.elements.filter((one) => !isGone.safeParse(one).success)
  if (there.length > importLimits.elements) return { reason: 'tooMany' }
  const elements = there.flatMap((one) => {
    const found = element.safeParse(one)
    return found.success && isSized(found.data) ? [found.data] : []
  })
  if (elements.length === 0) return { reason: 'empty' }
  return { elements, files: new Map(Object.entries(parsed.data.files)), unreadable: there.length - elements.length }
}
