import { rounded } from './board-shapes.ts'
import type { TextLook } from './things/looks.ts'

/** What XML has no way to write: control characters and halves of letters. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for between tags or within quotes. */
export const escapeXml = (text: string) =>
  text.replaceAll(unwritable, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')

type Attribute = string | number | null | undefined | false

/** One element. Attributes without a value are left out; children are markup already. */
export function element(name: string, attributes: Readonly<Record<string, Attribute>>, ...children: string[]): string {
  let tag = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    tag += ` ${key}="${typeof value === 'number' ? finite(value) : escapeXml(value)}"`
  }
  const inside = children.join('')
  return inside === '' ? `${tag}/>` : `${tag}>${inside}</${name}>`
}

const finite = (value: number) => (Number.isFinite(value) ? rounded(value) : 0)

/** Where the letters of a line stand in the height of that line. */
const baseline = ({ size, lineHeight }: TextLook) => (size * (lineHeight - 1)) / 2 + size * 0.79

interface Lines {
  x: number
  y: number
  look: TextLook
  colour: string | null
}

/** Lines of text, one below the other, from the top; `x` is their start, or their middle for what is centred. */
export function textLines(lines: readonly string[], { x, y, look, colour }: Lines): string {
  if (lines.every((line) => line.trim() === '')) return ''
  const step = look.size * look.lineHeight
  const spans = lines.map((line, at) =>
    line === '' ? '' : element('tspan', { x, y: y + baseline(look) + at * step }, escapeXml(line)),
  )
  return element(
    'text',
    {
      'font-size': look.size,
      'font-weight': look.weight === 400 ? null : look.weight,
      'text-anchor': look.align === 'middle' ? 'middle' : null,
      fill: colour,
    },
    ...spans,
  )
}
