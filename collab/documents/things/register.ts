import type { BoardObject, ObjectType } from '../board-model.ts'
import { card } from './card.ts'
import { column } from './column.ts'
import { connector } from './connector.ts'
import { exam } from './exam.ts'
import { file } from './file.ts'
import { frame } from './frame.ts'
import { image } from './image.ts'
import { ink } from './ink.ts'
import { link } from './link.ts'
import { plainLook, type TextLook } from './looks.ts'
import { note } from './note.ts'
import { session } from './session.ts'
import { shape } from './shape.ts'
import { step } from './step.ts'
import { task } from './task.ts'
import { text } from './text.ts'
import type { Thing } from './thing.ts'
import { timer } from './timer.ts'
import { voice } from './voice.ts'

/** Every type of thing, once. */
export const things = {
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
  session,
  task,
  step,
  exam,
} satisfies Record<string, Thing>

const isObjectType = (word: string): word is ObjectType => word in things
export const objectTypes: readonly ObjectType[] = Object.keys(things).filter(isObjectType)

type OfType = Pick<BoardObject, 'type'>

const all: Readonly<Record<ObjectType, Thing>> = things
export const thingOf = ({ type }: OfType): Thing => all[type]

/** Frames and columns. */
export const isContainer = ({ type }: OfType): boolean => all[type].holds !== undefined
export const isColumn = ({ type }: OfType): boolean => all[type].holds === 'stacked'
export const isFrame = ({ type }: OfType): boolean => all[type].holds === 'placed'
export const hasText = ({ type }: OfType): boolean => all[type].hasText === true
export const isTile = ({ type }: OfType): boolean => all[type].isTile !== undefined
/** It has no box, and goes where its ends are. */
export const isLine = ({ type }: OfType): boolean => all[type].along !== undefined

/** How the text of an object is set. */
export const textLook = ({ type, stroke }: Pick<BoardObject, 'type' | 'stroke'>): TextLook =>
  all[type].look?.(stroke) ?? plainLook
