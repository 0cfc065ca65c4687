import type { BoardObject, ObjectType } from '../board-model.ts'
import { card } from './card.ts'
import { column } from './column.ts'
import { connector } from './connector.ts'
import { file } from './file.ts'
import { frame } from './frame.ts'
import { image } from './image.ts'
import { ink } from './ink.ts'
import { link } from './link.ts'
import { plainLook, type TextLook } from './looks.ts'
import { note } from './note.ts'
import { shape } from './shape.ts'
import { text } from './text.ts'
import type { Thing } from './thing.ts'
import { timer } from './timer.ts'
import { voice } from './voice.ts'

/** Every type of thing, once. */
export const things: Readonly<Record<ObjectType, Thing>> = {
  ink,
  note,
  shape,
  text,
  image,
  link,
  file,
  voice,
  connector,
  frame,
  column,
  card,
  timer,
}

type OfType = Pick<BoardObject, 'type'>

export const thingOf = ({ type }: OfType): Thing => things[type]

/** Frames and columns. */
export const isContainer = ({ type }: OfType): boolean => things[type].holds !== undefined
export const isColumn = ({ type }: OfType): boolean => things[type].holds === 'stacked'
export const isFrame = ({ type }: OfType): boolean => things[type].holds === 'placed'
export const hasText = ({ type }: OfType): boolean => things[type].hasText === true
export const isTile = ({ type }: OfType): boolean => things[type].isTile !== undefined
/** It has no box, and goes where its ends are. */
export const isLine = ({ type }: OfType): boolean => things[type].along !== undefined

/** How the text of an object is set. */
export const textLook = ({ type, stroke }: Pick<BoardObject, 'type' | 'stroke'>): TextLook =>
  things[type].look?.(stroke) ?? plainLook
