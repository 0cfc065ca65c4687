import { measureByTable } from '#collab/documents/board-font-widths.ts'
import type { BoxItem, Item, LinesItem, PathItem, PictureItem, WordsItem } from '#collab/documents/things/display.ts'
import { groundOf, setWords } from '#collab/documents/things/words-set.ts'
import { inkPainting } from './paint-ink.ts'
import { colourOf, type Painting, paintLines, type Pen, seen } from './pen.ts'

/*
 * A display list on a canvas. A painting is made once for a thing as it is; words are broken into lines when they are first
 * painted.
 */

/** The painting of items in the colour of their thing, by its place in the palette. */
export function paintingOf(items: readonly Item[], colour: number): Painting {
  const paintings = items.map((item) => itemPainting(item, colour))
  return (pen, hasWords) => {
    for (const paint of paintings) paint(pen, hasWords)
  }
}

function itemPainting(item: Item, colour: number): Painting {
  switch (item.kind) {
    case 'box':
      return boxPainting(item, colour)
    case 'path':
      return pathPainting(item, colour)
    case 'words':
      return wordsPainting(item, colour)
    case 'lines':
      return linesPainting(item, colour)
    case 'picture':
      return picturePainting(item, colour)
    case 'ink':
      return inkPainting(item, colour)
    case 'link':
      return paintingOf(item.items, colour)
  }
}

/** Round corners that nobody sees cost as much as others. */
function pathOf({ context, zoom }: Pen, { x, y, width, height, corners }: BoxItem): void {
  context.beginPath()
  if (corners === undefined || Math.max(...[corners].flat()) * zoom < 2) context.rect(x, y, width, height)
  else context.roundRect(x, y, width, height, [corners].flat())
}

function boxPainting(box: BoxItem, colour: number): Painting {
  const { x, y, width, height, corners, fillOpacity = 1, strokeWidth = 1 } = box
  return (pen) => {
    const { context } = pen
    const [fill, stroke] = [colourOf(pen, box.fill, colour), colourOf(pen, box.stroke, colour)]
    const isBare = corners === undefined && stroke === null
    if (!isBare) pathOf(pen, box)
    if (fill !== null) {
      const before = context.globalAlpha
      context.globalAlpha = before * fillOpacity
      context.fillStyle = fill
      if (isBare) context.fillRect(x, y, width, height)
      else context.fill()
      context.globalAlpha = before
    }
    if (stroke === null) return
    context.strokeStyle = stroke
    context.lineWidth = strokeWidth
    context.stroke()
  }
}

function pathPainting({ d, x = 0, y = 0, fill, stroke, strokeWidth = 1 }: PathItem, colour: number): Painting {
  const path = new Path2D(d)
  return (pen) => {
    const { context } = pen
    const [inside, line] = [colourOf(pen, fill, colour), colourOf(pen, stroke, colour)]
    context.translate(x, y)
    if (inside !== null) {
      context.fillStyle = inside
      context.fill(path)
    }
    if (line !== null) {
      context.strokeStyle = line
      context.lineWidth = seen(pen, strokeWidth)
      context.stroke(path)
    }
    context.translate(-x, -y)
  }
}

function wordsPainting(item: WordsItem, colour: number): Painting {
  const { text, look, ground } = item
  if (text.trim() === '') return () => {}
  let set: (ReturnType<typeof setWords> & { widths: number[] }) | null = null
  return (pen, hasWords) => {
    if (!hasWords) return
    set ??= measured(setWords(item, measureByTable), item)
    if (ground !== undefined) {
      const { x, y, width, height } = groundOf(set, Math.max(0, ...set.widths), ground)
      pen.context.fillStyle = colourOf(pen, ground.paint, colour) ?? 'transparent'
      pen.context.fillRect(x, y, width, height)
    }
    paintLines(pen, { ...set, look, colour: colourOf(pen, item.colour, colour) })
  }
}

const measured = <T extends Pick<LinesItem, 'lines'>>(set: T, { look }: Pick<LinesItem, 'look'>) => ({
  ...set,
  widths: set.lines.map((line) => measureByTable(line, look)),
})

function linesPainting(item: LinesItem, colour: number): Painting {
  const set = measured(item, item)
  return (pen, hasWords) => {
    if (hasWords) paintLines(pen, { ...set, colour: colourOf(pen, item.colour, colour) })
  }
}

/** As large as it fits. */
function picturePainting({ asset, x, y, width, height, instead }: PictureItem, colour: number): Painting {
  const blank = paintingOf(instead, colour)
  return (pen, hasWords) => {
    const picture = asset === null ? null : pen.pictures.of(asset)
    if (picture === null) return blank(pen, hasWords)
    const scale = Math.min(width / picture.naturalWidth, height / picture.naturalHeight)
    const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale]
    return pen.context.drawImage(picture, x + (width - w) / 2, y + (height - h) / 2, w, h)
  }
}
