import type { BoardObject } from '#collab/documents/board-model.ts'

/** How the next thing of a tool will look. */
export type Style = Pick<BoardObject, 'colour' | 'fill' | 'stroke' | 'shape'>
/** By the tool's id. */
export type Styles = Readonly<Record<string, Style>>

const plainStyle: Style = { colour: 0, fill: 0, stroke: 2, shape: 0 }

export const firstStyles: Styles = {
  note: { ...plainStyle, colour: 1, fill: 1 },
  shape: { ...plainStyle, colour: 5, fill: 1, shape: 1 },
  connector: { ...plainStyle, fill: 1 },
  highlighter: { ...plainStyle, colour: 1 },
}

export const styleOf = (styles: Styles, toolId: string): Style => styles[toolId] ?? plainStyle
