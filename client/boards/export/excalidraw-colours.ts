import { colourNames } from '#collab/documents/board-palette.ts'

type ColourName = (typeof colourNames)[number]

/** Where on the wheel each of our colours ends, in degrees. */
const hues: readonly (readonly [end: number, name: ColourName])[] = [
  [18, 'rose'],
  [42, 'orange'],
  [70, 'sun'],
  [165, 'green'],
  [198, 'teal'],
  [255, 'blue'],
  [325, 'violet'],
  [361, 'rose'],
]
/** Less colour than this is grey, and grey is ink. */
const leastChroma = 0.12

function channels(colour: string): [number, number, number] | null {
  const [, digits] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour) ?? []
  if (digits === undefined) return null
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits
  const at = (from: number) => Number.parseInt(full.slice(from, from + 2), 16) / 255
  return [at(0), at(2), at(4)]
}

/** The place in our palette that comes nearest to a colour; ink for what is none. */
export function nearestColour(colour: string): number {
  const rgb = channels(colour)
  if (rgb === null) return 0
  const [red, green, blue] = rgb
  const most = Math.max(...rgb)
  const chroma = most - Math.min(...rgb)
  if (chroma < leastChroma) return 0
  const sixth =
    most === red ? (green - blue) / chroma : most === green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma
  const hue = (sixth * 60 + 360) % 360
  const name = hues.find(([end]) => hue < end)?.[1] ?? 'ink'
  return colourNames.indexOf(name)
}
