import type { BoardObject } from '../board-model.ts'
import type { TextLook } from './looks.ts'

/*
 * What a thing is drawn with, as plain data: one item over the other, in the coordinates of its box, which begins at 0,0. The
 * far view paints it on a canvas, exports and thumbnails write it as SVG; neither knows what it draws.
 */

/** A colour of the thing's own. */
type OwnPaint = 'line' | 'tint' | 'mark'
/** A colour of the board, by what it is for; `shade` and `device-edge` are seen on a screen alone. */
export type BoardPaint =
  | 'surface'
  | 'sunken'
  | 'text'
  | 'faint'
  | 'edge'
  | 'strong-edge'
  | 'canvas'
  | 'shade'
  | 'device-edge'
export type Paint = OwnPaint | BoardPaint

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface BoxItem extends Area {
  readonly kind: 'box'
  /** Radius of all corners, or of each from the top left on. */
  readonly corners?: number | readonly number[]
  readonly fill?: Paint
  readonly fillOpacity?: number
  readonly stroke?: Paint
  readonly strokeWidth?: number
  readonly strokeOpacity?: number
}

export interface PathItem {
  readonly kind: 'path'
  /** As in SVG, shifted by `x` and `y`. */
  readonly d: string
  readonly x?: number
  readonly y?: number
  readonly fill?: Paint | undefined
  readonly stroke?: Paint
  readonly strokeWidth?: number
  /** Its ends are round, not its corners alone. */
  readonly hasEnds?: true
}

/** Words that are broken into lines where they are painted. */
export interface WordsItem extends Area {
  readonly kind: 'words'
  readonly text: string
  readonly look: TextLook
  readonly colour: Paint
  /** They stand in the middle of its height. */
  readonly isInMiddle?: true
  /** Cut at the first line. */
  readonly isOneLine?: true
  /** Behind the words, and as much larger. */
  readonly ground?: { readonly paint: Paint; readonly x: number; readonly y: number; readonly corners?: number }
}

/** Words that are lines already. */
export interface LinesItem {
  readonly kind: 'lines'
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly look: TextLook
  readonly colour: Paint
}

export interface PictureItem extends Area {
  readonly kind: 'picture'
  readonly asset: string | null
  /** What is drawn where the picture is not there. */
  readonly instead: readonly Item[]
}

/** The way of a pen: how many of its points are drawn is for whoever paints it. */
export interface InkItem {
  readonly kind: 'ink'
  readonly ink: Pick<BoardObject, 'points' | 'size' | 'shape' | 'stroke'>
  readonly paint: Paint
}

export interface LinkItem {
  readonly kind: 'link'
  readonly href: string
  readonly items: readonly Item[]
}

export type Item = BoxItem | PathItem | WordsItem | LinesItem | PictureItem | InkItem | LinkItem

/** Items that stand in the whole of a box. */
export const whole = ({ width, height }: Pick<Area, 'width' | 'height'>) =>
  ({ kind: 'box', x: 0, y: 0, width, height }) as const
