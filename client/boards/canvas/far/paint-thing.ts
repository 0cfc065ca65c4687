import type { CardPart } from '#collab/documents/board-card.ts'
import { cardLayout, chipHeight } from '#collab/documents/board-card.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { frameTitleHeight, isOpenShape, lineWidth, shapePath, textBox } from '#collab/documents/board-shapes.ts'
import { shortened, wrapText } from '#collab/documents/board-text.ts'
import { textLook } from '#collab/documents/things/register.ts'
import { smallLook, type TextLook } from '#collab/documents/things/looks.ts'
import type { Box } from '../box.ts'
import { looks } from '../geometry.ts'
import { inkPainting } from './paint-line.ts'
import { colourOf, type Painting, paintLines, type Pen, seen } from './pen.ts'

/*
 * Each type of thing as its view shows it (`objects/`), from afar. A painting is made once for a thing as it is, in the
 * coordinates of its box; words are set when they are first painted.
 */

interface Setting {
  readonly x: number
  readonly y: number
  readonly width: number
  /** Where words stand in the middle of it. */
  readonly height?: number
}

/** The words of a thing, broken into lines once. */
function wordsIn(text: string, look: TextLook, { x, y, width, height }: Setting) {
  if (text.trim() === '') return () => {}
  let set: { lines: string[]; widths: number[] } | null = null
  return (pen: Pen, colour: string) => {
    if (set === null) {
      const lines = wrapText(text, width, look, measureByTable)
      set = { lines, widths: lines.map((line) => measureByTable(line, look)) }
    }
    const taken = set.lines.length * look.size * look.lineHeight
    const top = height === undefined ? y : y + (height - taken) / 2
    paintLines(pen, { ...set, look, x: look.align === 'middle' ? x + width / 2 : x, y: top, colour })
  }
}

/** Round corners that nobody sees cost as much as others. */
function paper({ context, zoom }: Pen, box: { width: number; height: number }, corners: number | number[]): void {
  const largest = Math.max(...[corners].flat())
  context.beginPath()
  if (largest * zoom < 2) context.rect(0, 0, box.width, box.height)
  else context.roundRect(0, 0, box.width, box.height, corners)
}

function note(object: BoardObject, box: Box): Painting {
  const look = textLook(object)
  const { padding } = look
  const words = wordsIn(object.text, look, { x: padding, y: padding, width: box.width - 2 * padding })
  return (pen, hasWords) => {
    const { context, colours } = pen
    context.fillStyle = colours.shade
    context.fillRect(-2, 3, box.width + 4, box.height + 4)
    paper(pen, box, [3, 3, 14, 3])
    context.fillStyle = colourOf(pen, object).tint
    context.fill()
    edge(pen, colours.paperEdge, 1)
    if (hasWords) words(pen, colours.text)
  }
}

/** Along the path that was just filled. */
function edge({ context }: Pen, colour: string | null, width: number): void {
  if (colour === null) return
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function text(object: BoardObject, box: Box): Painting {
  const words = wordsIn(object.text, textLook(object), { x: 0, y: 0, width: box.width })
  return (pen, hasWords) => {
    if (hasWords) words(pen, colourOf(pen, object).line)
  }
}

function shape(object: BoardObject, { width, height }: Box): Painting {
  const path = new Path2D(shapePath(object.shape, [width, height]))
  const isOpen = isOpenShape(object.shape)
  const inside = textBox(object.shape, [width, height])
  const look = textLook(object)
  const room = { ...inside, x: inside.x + look.padding, width: inside.width - 2 * look.padding }
  const words = wordsIn(isOpen ? '' : object.text, look, room)
  return (pen, hasWords) => {
    const { context, colours } = pen
    const { line, tint } = colourOf(pen, object)
    const fill = isOpen ? 0 : object.fill
    if (fill > 0) {
      context.fillStyle = fill === 1 ? tint : line
      context.fill(path)
    }
    context.strokeStyle = line
    context.lineWidth = seen(pen, lineWidth(object.stroke))
    context.stroke(path)
    if (hasWords) words(pen, fill === 2 ? colours.surface : colours.text)
  }
}

function image(object: BoardObject, box: Box): Painting {
  return (pen) => {
    if (object.asset === null || !paintPicture(pen, object.asset, { ...box, x: 0, y: 0 })) blank(pen, box)
  }
}

/** As large as it fits. False where the picture is not there. */
function paintPicture({ context, pictures }: Pen, fileId: string, { x, y, width, height }: Omit<Box, 'rotation'>) {
  const picture = pictures.of(fileId)
  if (picture === null) return false
  const scale = Math.min(width / picture.naturalWidth, height / picture.naturalHeight)
  const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale]
  context.drawImage(picture, x + (width - w) / 2, y + (height - h) / 2, w, h)
  return true
}

function blank({ context, colours }: Pen, { width, height }: Box): void {
  context.fillStyle = colours.surface
  context.fillRect(0, 0, width, height)
  context.strokeStyle = colours.edge
  context.lineWidth = 2
  context.strokeRect(1, 1, width - 2, height - 2)
}

function card(object: BoardObject, box: Box): Painting {
  const { parts } = cardLayout(object, box.width, looks)
  const painted = parts.map((part) => cardPart(object, part, box.width))
  return (pen, hasWords) => {
    const { context, colours } = pen
    paper(pen, box, 10)
    context.fillStyle = colours.surface
    context.fill()
    edge(pen, colours.line, 1)
    if (object.type === 'card') {
      context.fillStyle = colourOf(pen, object).line
      context.fillRect(0, 0, box.width, 4)
    }
    if (hasWords) for (const paint of painted) paint(pen)
  }
}

function cardPart(object: BoardObject, part: CardPart, width: number): (pen: Pen) => void {
  const look = textLook({ type: 'card', stroke: object.stroke })
  const { padding } = look
  switch (part.kind) {
    case 'image':
      return (pen) => {
        const room = { x: 0, y: part.y, width, height: part.height }
        if (object.asset !== null && paintPicture(pen, object.asset, room)) return
        pen.context.fillStyle = pen.colours.sunken
        pen.context.fillRect(room.x, room.y, room.width, room.height)
      }
    case 'lines': {
      const widths = part.lines.map((line) => measureByTable(line, look))
      return (pen) => paintLines(pen, { ...part, widths, look, x: padding, colour: pen.colours.text })
    }
    case 'chip':
    case 'small': {
      const line = part.kind === 'chip' ? part.label : part.text
      const [x, y] = part.kind === 'chip' ? [padding + chipHeight, part.y + 9] : [padding, part.y]
      const set = { lines: [line], widths: [measureByTable(line, smallLook)], look: smallLook, x, y }
      return (pen) => paintLines(pen, { ...set, colour: pen.colours.title })
    }
  }
}

function holder(object: BoardObject, box: Box, title: string): Painting {
  const look = textLook(object)
  const line = shortened(object.text || title, box.width - 12, look, measureByTable)
  const set = { lines: [line], widths: [measureByTable(line, look)], look, x: 6, y: 2 - frameTitleHeight }
  const isColumn = object.type === 'column'
  return (pen, hasWords) => {
    if (isColumn) column(pen, object, box)
    else frame(pen, object, box)
    if (hasWords) paintLines(pen, { ...set, colour: pen.colours.title })
  }
}

function column(pen: Pen, object: BoardObject, box: Box): void {
  const { context, colours } = pen
  paper(pen, box, 14)
  context.fillStyle = colours.sunken
  context.fill()
  context.fillStyle = colourOf(pen, object).line
  context.fillRect(0, 0, box.width, 4)
}

/** Its ground is a third of its tint on paper; of a frame without a colour, thin paper. */
function frame(pen: Pen, object: BoardObject, box: Box): void {
  const { context, colours } = pen
  const before = context.globalAlpha
  const isPlain = colourIndex(object.colour) === 0
  paper(pen, box, 10)
  context.globalAlpha = before * (isPlain ? 0.7 : 1)
  context.fillStyle = colours.surface
  context.fill()
  if (!isPlain) {
    context.globalAlpha = before * 0.35
    context.fillStyle = colourOf(pen, object).tint
    context.fill()
  }
  context.globalAlpha = before
  edge(pen, colours.edge, 2)
}

/** The painting of a thing in its own box. `title` is what a frame is called that has no name. */
export function paintingOf(object: BoardObject, box: Box, title: (type: 'frame' | 'column') => string): Painting {
  switch (object.type) {
    case 'note':
      return note(object, box)
    case 'text':
      return text(object, box)
    case 'shape':
      return shape(object, box)
    case 'ink':
      return inkPainting(object, box)
    case 'image':
      return image(object, box)
    case 'frame':
    case 'column':
      return holder(object, box, title(object.type))
    case 'link':
    case 'file':
    case 'voice':
    case 'card':
      return card(object, box)
    case 'connector':
      return () => {}
  }
}
