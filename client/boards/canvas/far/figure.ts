import { serverAuthor } from '#collab/documents/board-author.ts'
import type { BoardObject, ObjectType } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { frameTitleHeight } from '#collab/documents/board-shapes.ts'
import { isContainer, thingOf } from '#collab/documents/things/register.ts'
import type { Setting, Thing } from '#collab/documents/things/thing.ts'
import { type Box, boxAround, grown, upright } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { looks } from '../geometry.ts'
import { paintingOf } from './paint-items.ts'
import type { Painting, Pen } from './pen.ts'

/** The parts of a canvas that a picture of it is made from. */
export type Scene = Pick<Canvas, 'camera' | 'geometry' | 'store' | 'editing' | 'draft' | 'faint' | 'objectOf'>

/** How things look in their own boxes, by the things themselves: one that is only moved looks the same. */
type Paintings = WeakMap<BoardObject, { width: number; height: number; painting: Painting }>

/** What a thing is called that has no name. */
export type TitleOf = (type: ObjectType) => string

export interface Stock {
  readonly paintings: Paintings
  readonly title: TitleOf
}

/** A thing as it is painted, and the part of the board that it may paint on. */
export interface Figure {
  readonly bounds: Box
  readonly paint: Painting
}

/** What lines, shadows, heads of arrows and locks take up around a box. */
const around = 24
/** Of the mark of a lock, as in `objects.module.css`. */
const lock = { radius: 13, inset: 3 } as const

/** The name of a frame stands above it. */
const withTitle = (box: Box): Box => ({ ...box, y: box.y - frameTitleHeight, height: box.height + frameTitleHeight })

/** Null for what is not to be seen: a connector whose ends are gone. */
export function figureOf(scene: Scene, id: string, stock: Stock): Figure | null {
  const object = scene.objectOf(id)
  if (object === undefined) return null
  const { along } = thingOf(object)
  if (along !== undefined) return lineFigure(scene, object, along)
  const box = scene.geometry.boxOf(id)
  if (box === null) return null
  const painting = keptPainting(object, box, stock)
  const isLocked = object.author !== serverAuthor && scene.store.getModeration().locked.has(id)
  return {
    bounds: withTitle(grown(upright(box), around)),
    paint(pen, hasWords) {
      inBox(pen, box, () => {
        painting(pen, hasWords)
        if (isLocked) paintLock(pen, box)
      })
    },
  }
}

const plain: Setting = { isPicture: false, looks, untitled: '' }

function keptPainting(object: BoardObject, box: Box, { paintings, title }: Stock): Painting {
  const { width, height } = box
  const kept = paintings.get(object)
  if (kept?.width === width && kept.height === height) return kept.painting
  const setting = { ...plain, untitled: isContainer(object) ? title(object.type) : '' }
  const painting = paintingOf(thingOf(object).display(object, box, setting), colourIndex(object.colour))
  paintings.set(object, { width, height, painting })
  return painting
}

const labelRoom = 120

function lineFigure(scene: Scene, object: BoardObject, along: NonNullable<Thing['along']>): Figure | null {
  const route = scene.geometry.routeOf(object.id)
  if (route === null) return null
  const box = boxAround(route.points)
  const bounds =
    object.text === '' ? box : { ...grown(box, 2 * around), x: box.x - labelRoom, width: box.width + 2 * labelRoom }
  const items = along(object, route, plain)
  return { bounds: grown(bounds, around), paint: paintingOf(items, colourIndex(object.colour)) }
}

/** Paints in the coordinates of a box that may be turned. */
function inBox({ context }: Pen, { x, y, width, height, rotation }: Box, paint: () => void): void {
  context.translate(x, y)
  if (rotation === 0) {
    paint()
    return context.translate(-x, -y)
  }
  context.save()
  context.translate(width / 2, height / 2)
  context.rotate((rotation * Math.PI) / 180)
  context.translate(-width / 2, -height / 2)
  paint()
  context.restore()
  return context.translate(-x, -y)
}

function paintLock({ context, colours }: Pen, { width }: Box): void {
  context.fillStyle = colours.lock
  context.beginPath()
  context.arc(width - lock.inset, lock.inset, lock.radius, 0, 2 * Math.PI)
  context.fill()
}
