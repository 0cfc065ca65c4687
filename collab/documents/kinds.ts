import type * as Y from 'yjs'
import type { FindLetOut } from '../relay/let-out.ts'
import type { Actor, CreateReferee, Finding } from '../relay/ports.ts'
import type { PlaceOf } from '../relay/places.ts'
import { boardSchemaVersion, checkBoardUpdate, emptyBoard, readBoardKind, replaceBoard, seedBoard } from './board.ts'
import { BoardReferee } from './board-referee.ts'
import type { Layout } from './board-model.ts'
import { checkPageUpdate, emptyPage, pageSchemaVersion, readPage, replacePage, seedPage } from './page.ts'
import { letOutOfPage } from './page-let-out.ts'
import { lockedAttribute, PageReferee } from './page-referee.ts'
import type { DecodedUpdate } from './page-check.ts'

/** What server and relay may ask of a kind of document. */
export interface DocumentKind {
  schemaVersion: number
  /** Throws with a plain reason where an update holds what the kind refuses. */
  check(update: DecodedUpdate, placeOf: PlaceOf): void
  /** For kinds whose rules hang on what a change means. */
  createReferee?: CreateReferee
  /** It is needed once this word stands in the bytes; left out: always. */
  refereedFor?: string
  /** What becomes of it where what waits beside it is let out, for kinds beside which something may wait. */
  letOut?: FindLetOut
  /** Content of a new document with this title. */
  empty(title: string): object
  /** Writes the first content, in one transaction; throws where it is not of this kind. */
  seed(ydoc: Y.Doc, content: object): void
  /** Current content with its plain text; tolerates junk. */
  read(ydoc: Y.Doc): { json: object; text: string; wordCount: number }
  /** Makes the first hold what the second holds, as one new edit of somebody. Gives what they may not bring back. */
  replace(ydoc: Y.Doc, from: Y.Doc, by: Pick<Actor, 'isModerator'>): Finding[]
}

const page = {
  schemaVersion: pageSchemaVersion,
  check: checkPageUpdate,
  createReferee: (updates) => new PageReferee(updates),
  refereedFor: lockedAttribute,
  letOut: letOutOfPage,
  empty: emptyPage,
  seed: seedPage,
  read: readPage,
  replace: (ydoc, from) => {
    replacePage(ydoc, from)
    return []
  },
} satisfies DocumentKind

/** A board and a wall are one model with two faces, and may be shown as each other. */
const boardWith = (layout: Layout) =>
  ({
    schemaVersion: boardSchemaVersion,
    check: checkBoardUpdate,
    createReferee: (updates, clientId) => new BoardReferee(updates, clientId),
    empty: () => emptyBoard(layout),
    seed: seedBoard,
    read: readBoardKind,
    replace: replaceBoard,
  }) satisfies DocumentKind

const board: DocumentKind = boardWith('canvas')
const wall: DocumentKind = boardWith('columns')

export const documentKinds = { page, board, wall } satisfies Record<string, DocumentKind>

export type DocumentKindName = keyof typeof documentKinds
