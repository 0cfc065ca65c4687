import { fromBase64, toBase64 } from 'lib0/buffer'
import { isObjectId } from '#collab/documents/board-author.ts'
import { boardLimits, type Point } from '#collab/documents/board-model.ts'
import { stored, valueNames, values } from '#collab/documents/board-values.ts'
import { hasText } from '#collab/documents/things/register.ts'
import { ownAssetKind } from '#collab/documents/things/asset-kind.ts'
import type { Copy } from './commands/copies.ts'

/** Under this type, things travel from board to board by the clipboard of the device. */
export const copyType = 'application/x-preau-board'

export interface Clip {
  /** Of which board: its pictures and files can be shown there alone. */
  documentId: string
  things: Copy[]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

export function writeClip({ documentId, things }: Clip): string {
  const written = things.map(({ points, ...thing }) => ({
    ...thing,
    ...(points == null ? {} : { points: toBase64(points) }),
  }))
  return JSON.stringify({ documentId, things: written })
}

/** What a clipboard holds for a board; null for anything that this never wrote. */
export function readClip(text: string): Clip | null {
  try {
    const json: unknown = JSON.parse(text)
    if (!isRecord(json) || typeof json['documentId'] !== 'string' || !Array.isArray(json['things'])) return null
    if (json['things'].length > boardLimits.objects) return null
    const things = json['things'].flatMap((thing: unknown) => readThing(thing) ?? [])
    return { documentId: json['documentId'], things }
  } catch {
    return null
  }
}

function readThing(json: unknown): Copy | null {
  if (!isRecord(json) || typeof json['id'] !== 'string' || !isObjectId(json['id'])) return null
  const type = values.type.read(json['type'])
  if (type === undefined) return null
  const points = typeof json['points'] === 'string' ? values.points.read(fromBase64(json['points'])) : undefined
  const text = typeof json['text'] === 'string' ? json['text'].slice(0, boardLimits.textLetters) : ''
  const found: Partial<Record<string, unknown>> = {}
  for (const name of valueNames) {
    if (name === 'type' || name === 'at' || name === 'points' || name === 'isRemoved') continue
    const value = values[name].read(stored(name, json[name]))
    if (value !== undefined) found[name] = value
  }
  const place: Point = values.place.read(json['place']) ?? [0, 0]
  return {
    ...found,
    id: json['id'],
    type,
    place,
    ...(points ? { points } : {}),
    ...(hasText({ type }) ? { text } : {}),
  }
}

/** What of a clip can be put on this board: its files are those of the board it comes from. */
export const puttable = ({ documentId, things }: Clip, here: string): Copy[] =>
  documentId === here ? things : things.filter(({ asset, type }) => asset == null && ownAssetKind({ type }) !== 'image')

/** Things as text, for anywhere else. */
export const plainText = (things: readonly Copy[]): string =>
  things
    .map(({ text, alt, name, href }) => [text, alt, name, href].filter(Boolean).join(' '))
    .filter((line) => line !== '')
    .join('\n')
