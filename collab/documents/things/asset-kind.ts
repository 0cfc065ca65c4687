import type { AssetKind, BoardObject, ObjectType } from '../board-model.ts'

const own: Partial<Record<ObjectType, AssetKind>> = { image: 'image', file: 'file', voice: 'voice' }

/** What the file is that a thing of this type holds; undefined where each says it itself. */
export const ownAssetKind = ({ type }: Pick<BoardObject, 'type'>): AssetKind | undefined => own[type]

/** What the file is that an object holds; null where none is meant. */
export const assetKindOf = (object: Pick<BoardObject, 'type' | 'assetKind'>): AssetKind | null =>
  ownAssetKind(object) ?? object.assetKind
