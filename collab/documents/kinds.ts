import type * as Y from 'yjs'
import {
  checkPageUpdate,
  emptyPage,
  type PageNode,
  pageSchemaVersion,
  readPage,
  replacePage,
  seedPage,
} from './page.ts'
import type { PlaceOf } from '../relay/places.ts'
import type { DecodedUpdate } from './page-check.ts'

/** What server and relay may ask of a kind of document. */
interface DocumentKind<Content> {
  schemaVersion: number
  /** Throws with a plain reason where an update holds what the kind refuses. */
  check(update: DecodedUpdate, placeOf: PlaceOf): void
  /** Content of a new document with this title. */
  empty(title: string): Content
  /** Writes the first content, in one transaction; throws where it is not of this kind. */
  seed(ydoc: Y.Doc, content: Content): void
  /** Current content with its plain text; tolerates junk. */
  read(ydoc: Y.Doc): { json: Content; text: string; wordCount: number }
  /** Makes the first hold what the second holds, as one new edit. */
  replace(ydoc: Y.Doc, from: Y.Doc): void
}

const page: DocumentKind<PageNode> = {
  schemaVersion: pageSchemaVersion,
  check: checkPageUpdate,
  empty: emptyPage,
  seed: seedPage,
  read: readPage,
  replace: replacePage,
}

export const documentKinds = { page } as const

export type DocumentKindName = keyof typeof documentKinds
