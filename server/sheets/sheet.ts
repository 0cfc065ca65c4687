/* What a sheet of paper holds, as data: the one template (template.ts) draws it, and nothing in it is ever code. */

export type Block =
  | { is: 'heading'; text: string; level: 1 | 2 }
  | { is: 'text'; text: string }
  | { is: 'list'; items: string[] }
  /** What each thing is: a name and its value. */
  | { is: 'facts'; rows: [name: string, value: string][] }
  /** Somebody's words, and where they are from. */
  | { is: 'quote'; text: string; from: string }
  | { is: 'table'; head: string[]; rows: string[][]; numbers: boolean }
  /** Shares of a whole, drawn; `alt` says the same in words. */
  | { is: 'bars'; alt: string; shares: number[] }
  /** So many millimetres wide; `alt` says in words what is to be seen. */
  | { is: 'picture'; alt: string; jpeg: Uint8Array<ArrayBuffer>; width: number }
  /** An address to be read by a camera: the path of its dark squares on so many; `alt` says it in words. */
  | { is: 'qr'; alt: string; path: string; size: number }
  /** Room to write by hand. */
  | { is: 'room'; lines: number }
  | { is: 'new_page' }

export interface Sheet {
  title: string
  /** Of the words around the data: `en`, `fr`, `de`. */
  language: string
  /** What it says of itself beside its title: the day, the project. */
  under: string
  /** The day it is of, so that the same data make the same bytes. */
  date: Date
  blocks: Block[]
}

export const sheetLimits = {
  blocks: 2_000,
  text: 20_000,
  cells: 10_000,
  pictures: 24,
  pictureBytes: 8_000_000,
} as const
