import { authorOf, authorOfId } from '#collab/documents/board-author.ts'
import { boardOfOne, type ExtractThing, readThing, readThings } from '#collab/documents/board-extract.ts'
import { assetKindOf } from '#collab/documents/things/asset-kind.ts'
import { openDocument } from '#collab/relay/update.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { pictureThread } from '../thumbnails/picture-thread.ts'
import { blockOf, type ExtractBlock, type ExtractContent, type ExtractPart } from './content.ts'
import { type Letters, readLetters } from './letters.ts'
import { joined } from './pages.ts'

interface Wanted {
  projectId: string
  documentId: string
  update: Uint8Array
  /** Of a version; null for what is there now. */
  sequence: number | null
  /** One thing; null for all of them. */
  objectId: string | null
}

type Copied = Pick<ExtractContent, 'blocks' | 'drawing'> & { lastAt: Date | null }

/** Things of a board with whose they are, and a picture of them; null where what is asked for is not on it. */
export async function readBoardBlocks(ctx: Ctx, wanted: Wanted): Promise<Copied> {
  const { projectId, documentId, update, sequence, objectId } = wanted
  const ydoc = openDocument([update])
  const one = objectId === null ? null : readThing(ydoc, objectId)
  const things = one === null ? (objectId === null ? readThings(ydoc) : []) : [one]
  ydoc.destroy()
  if (objectId !== null && one === null) throw new AppError('conflict', 'object_gone')
  const letters = await readLetters(ctx, documentId, sequence)
  const users = await usersOf(ctx, projectId, documentId)
  const userOf = (id: string) => users.get(authorOfId(id)) ?? null
  const makers = [...new Set(things.flatMap(({ object }) => userOf(object.id) ?? []))]
  const svg = await drawingOf(one === null ? update : boardOfOne(one.object))
  return {
    blocks: things.flatMap((thing) => blocksOf(thing, letters, userOf)),
    drawing: svg === null ? null : { svg, by: makers },
    lastAt: lastMade(things),
  }
}

/** Whose things are whose: of all who are, or were, in the project. */
async function usersOf(ctx: Ctx, projectId: string, documentId: string): Promise<Map<string, string>> {
  const people = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  return new Map(people.map(({ userId }) => [authorOf(documentId, userId), userId]))
}

function blocksOf(
  { object, words, comments }: ExtractThing,
  letters: Letters,
  userOf: (id: string) => string | null,
): ExtractBlock[] {
  const by = userOf(object.id)
  const { asset, name, alt, language } = object
  const kind = assetKindOf(object) === 'image' ? 'picture' : (assetKindOf(object) ?? 'file')
  const file: ExtractPart[] =
    asset === null
      ? []
      : [
          {
            kind: 'file',
            by,
            source: asset,
            fileId: null,
            is: kind === 'picture' || kind === 'voice' ? kind : 'file',
            name,
            alt,
          },
        ]
  const parts = joined(words.flatMap((run) => letters.partsOf(run)))
  return [
    blockOf([...parts, ...file], { type: 'thing', thing: object.type, language: language || null }),
    ...comments.map(({ id, text }) => blockOf([{ kind: 'text', by: userOf(id), at: null, text }], { type: 'comment' })),
  ]
}

/** A busy machine draws none: the words are kept all the same. */
const drawingOf = async (update: Uint8Array): Promise<string | null> =>
  (await pictureThread.ask({ update, theme: 'light', images: new Map() }))?.svg ?? null

function lastMade(things: readonly ExtractThing[]): Date | null {
  const last = Math.max(0, ...things.map(({ object }) => object.at))
  return last === 0 ? null : new Date(last)
}
