import { inflateSync } from 'node:zlib'

/* The text of a PDF as Chromium writes it: plain objects, deflated streams, letters by glyph with a table back to Unicode. */

interface Part {
  head: string
  stream: Buffer | null
}

function partsOf(pdf: Buffer): Map<string, Part> {
  const parts = new Map<string, Part>()
  const text = pdf.toString('latin1')
  for (const found of text.matchAll(/(\d+) 0 obj\n/g)) {
    const from = found.index + found[0].length
    const end = text.indexOf('endobj', from)
    const body = text.slice(from, end)
    const streamAt = body.indexOf('stream\n')
    const head = streamAt === -1 ? body : body.slice(0, streamAt)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const start = from + streamAt + 'stream\n'.length
    const bytes = streamAt === -1 ? null : pdf.subarray(start, start + length)
    const isDeflated = head.includes('/FlateDecode')
    parts.set(found[1] ?? '', { head, stream: bytes && (isDeflated ? inflateSync(bytes) : bytes) })
  }
  return parts
}

const utf16 = (hex: string) => {
  const units = hex.match(/.{4}/g) ?? []
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)))
}

interface Font {
  letters: Map<number, string>
  /** Hexadecimal digits of one glyph. */
  digits: number
}

function fontOf(cmap: string): Font {
  const digits = /begincodespacerange\s*<([0-9A-F]+)>/i.exec(cmap)?.[1]?.length ?? 4
  return { letters: lettersOf(cmap), digits }
}

/** Glyph to letters, of one font. */
function lettersOf(cmap: string): Map<number, string> {
  const table = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', letters = ''] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi))
      table.set(Number.parseInt(glyph, 16), utf16(letters))
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of block.matchAll(
      /<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi,
    )) {
      const start = Number.parseInt(from, 16)
      for (let glyph = start; glyph <= Number.parseInt(to, 16); glyph++)
        table.set(glyph, utf16((Number.parseInt(first, 16) + glyph - start).toString(16).padStart(4, '0')))
    }
  return table
}

/** Letters of each page, without spaces: where a word ends is a matter of places, which nobody wrote down. */
export function lettersOfPdf(pdf: Buffer): string[] {
  const parts = partsOf(pdf)
  const known = new Map<string, Font>()
  for (const [id, { head }] of parts) {
    const cmap = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1]
    if (cmap !== undefined) known.set(id, fontOf(parts.get(cmap)?.stream?.toString('latin1') ?? ''))
  }
  const drawn = (id: string, resources: string): string => {
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => [name, font]),
    )
    const forms = new Map(
      [...resources.matchAll(/\/(X\d+) (\d+) 0 R/g)].map(([, name = '', form = '']) => [name, form]),
    )
    let font: Font = { letters: new Map(), digits: 4 }
    let letters = ''
    const content = parts.get(id)?.stream?.toString('latin1') ?? ''
    for (const [, named, form, hex = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\/(X\d+) Do|<([0-9A-F]+)>/gi)) {
      if (named !== undefined) font = known.get(fonts.get(named) ?? '') ?? font
      else if (form !== undefined) letters += drawn(forms.get(form) ?? '', parts.get(forms.get(form) ?? '')?.head ?? '')
      else
        for (let at = 0; at < hex.length; at += font.digits)
          letters += font.letters.get(Number.parseInt(hex.slice(at, at + font.digits), 16)) ?? ''
    }
    return letters
  }
  return [...parts.values()].flatMap(({ head }) => {
    const content = /\/Type \/Page\b[\s\S]*\/Contents (\d+) 0 R|\/Contents (\d+) 0 R[\s\S]*\/Type \/Page\b/.exec(head)
    return content === null ? [] : [drawn(content[1] ?? content[2] ?? '', head).replaceAll(/\s/g, '')]
  })
}
