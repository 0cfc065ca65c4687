import type { OwnValues } from './things/own-values.ts'
import type { things } from './things/register.ts'

/** What a board is made of: one vocabulary for canvas and wall, browser and server. */

export const boardSchemaVersion = 1

export const boardRoots = {
  /** How the board is shown; teachers and the server write it. */
  meta: 'meta',
  objects: 'els',
  /** Locks, pauses, pins; teachers and the server write it. */
  moderation: 'mod',
  reactions: 'react',
  comments: 'com',
} as const

/** Each is a module in `things`. */
export type ObjectType = keyof typeof things

/** `plan`: subjects by weeks, of a project; its columns are the subjects. */
export const layouts = ['canvas', 'columns', 'grid', 'timeline', 'list', 'plan'] as const
export type Layout = (typeof layouts)[number]

export const shapeNames = ['rectangle', 'rounded', 'ellipse', 'diamond', 'triangle', 'star', 'line', 'arrow'] as const
/** Ink: pen and highlighter are its shapes. */
export const inkNames = ['pen', 'highlighter'] as const
/** What a card or a message may answer with: their index is what is stored. */
export const reactions = ['👍', '❤️', '😂', '😮', '🤔', '🎉'] as const

export const boardLimits = {
  objects: 5_000,
  /** Of one pupil: two hours of drawing without a pause, and never all of the board. */
  objectsOfOne: 2_500,
  objectsWarned: 3_000,
  textLetters: 5_000,
  commentLetters: 1_000,
  inkBytes: 16_384,
  coordinate: 1_000_000,
  size: 20_000,
  altLetters: 1_000,
  nameLetters: 200,
  linkLetters: 2_000,
  orderLetters: 64,
  comments: 2_000,
  commentsOfOne: 800,
} as const

export type Point = readonly [number, number]
/** An end of a connector: on an object, at a part of its width and height, or at a place of the board. */
export type End = readonly [string, number, number] | readonly [null, number, number]

/**
 * Everything an object may hold, in plain values, with what things of one type alone hold. What a type has no use for is at
 * its resting value.
 */
export interface BoardObject extends OwnValues {
  readonly id: string
  /** Taken from the id. */
  readonly author: string
  readonly type: ObjectType
  /** Milliseconds: when it was made. */
  readonly at: number
  /** Fractional index; ties are broken by id. */
  readonly order: string
  /** Relative to the parent's place. */
  readonly place: Point
  readonly size: Point
  /** Id of a frame or column, which have none themselves: no cycles. */
  readonly parent: string | null
  /** Degrees, clockwise. */
  readonly rotation: number
  /** Index into the board's palette. */
  readonly colour: number
  /** 0 none, 1 tint, 2 solid. */
  readonly fill: number
  /** Width of a line, 1-4. */
  readonly stroke: number
  /** Index into `shapeNames`, or into `inkNames`. */
  readonly shape: number
  readonly text: string
  readonly points: Uint8Array | null
  readonly from: End | null
  readonly to: End | null
  /** Id of a file that the server keeps. */
  readonly asset: string | null
  /** What the asset of a card is. */
  readonly assetKind: AssetKind | null
  readonly alt: string
  readonly href: string
  /** Name of a file as it was uploaded. */
  readonly name: string
  /** Length of a voice note. */
  readonly durationMs: number
  /** In which language its words are, as `lang` has it; empty where nobody has said. */
  readonly language: string
  /** `YYYY-MM-DD`: where it stands on a timeline. */
  readonly date: string
  /** In the bin. */
  readonly isRemoved: boolean
}

export const assetKinds = ['image', 'file', 'voice'] as const
export type AssetKind = (typeof assetKinds)[number]

/** Values that a person may set on an object; text has its own type and is written letter by letter. */
export type ObjectValues = Omit<BoardObject, 'id' | 'author' | 'text'>
export type ValueName = keyof ObjectValues

export interface Comment {
  readonly id: string
  readonly author: string
  readonly objectId: string
  readonly at: number
  readonly text: string
  readonly isRemoved: boolean
}

export interface Reaction {
  readonly objectId: string
  readonly author: string
  /** Index into `reactions`. */
  readonly reaction: number
}
