import type { Attached } from '#client/files/attachment-picker.tsx'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { atRest } from '#collab/documents/board-values.ts'
import type { HiddenThing, PendingCard } from './queries.ts'

type Kept = Pick<HiddenThing, 'text' | 'alt' | 'asset' | 'assetKind' | 'name' | 'href' | 'durationMs'>

/** A thing that is not on the board, as what draws things reads it. */
export const objectOf = (kept: Kept, type: BoardObject['type'] = 'card'): BoardObject => ({
  ...atRest,
  id: '',
  author: '',
  type,
  text: kept.text,
  alt: kept.alt,
  asset: kept.asset,
  assetKind: kept.assetKind,
  name: kept.name,
  href: kept.href,
  durationMs: kept.durationMs,
})

type Card = PendingCard['card']
type CardFile = Pick<Card, 'asset' | 'assetKind' | 'alt' | 'name' | 'durationMs'>

export const noFile: CardFile = { asset: null, assetKind: null, alt: '', name: '', durationMs: 0 }
export const emptyCard: Card = { text: '', colour: 0, parent: null, date: '', href: '', ...noFile }

/** What stands on the board, as a card that is sent in has it. */
export const cardOf = ({ text, parent, href, asset, assetKind, alt, name, durationMs }: BoardObject): Card => ({
  ...emptyCard,
  ...{ text, parent, href, asset, assetKind, alt, name, durationMs },
})

const kinds = { picture: 'image', file: 'file', voice: 'voice' } as const

export const fileOf = ({ id, kind, alt, name, durationMs }: Attached): CardFile => ({
  asset: id,
  assetKind: kinds[kind],
  alt,
  name,
  durationMs: durationMs ?? 0,
})
