import * as Y from 'yjs'
import { authorOfId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { textKey, values } from '#collab/documents/board-values.ts'

/** What somebody did, in the words of the announcements. */
export const deeds = ['added', 'edited', 'moved', 'removed', 'restored', 'commented', 'reacted', 'moderated'] as const
type Deed = (typeof deeds)[number]

interface Happening {
  /** Null: it cannot be told. */
  readonly author: string | null
  readonly deed: Deed
  readonly objectId: string
}

export const newsSettings = ['all', 'mine', 'off'] as const
export type NewsSetting = (typeof newsSettings)[number]

/** A screen reader that is told of every letter says nothing else. */
const gatheredMs = 3_000

const keys = {
  removed: values.isRemoved.key,
  reading: new Set([values.place.key, values.parent.key, values.order.key]),
}

type Client = number

/** Whose client an author is, where that is known; it goes on to be known after they left. */
type AuthorOfClient = (client: Client) => string | null

/**
 * Tells what others do to a board. Yjs says who made each value by its client id, which the relay has bound to one person.
 * Gives what stops it.
 */
export function watchBoard(ydoc: Y.Doc, authorOf: AuthorOfClient, tell: (happening: Happening) => void): () => void {
  const watch = (root: string, read: (event: Y.YEvent<Y.AbstractType<unknown>>) => Happening[]) => {
    const map = ydoc.getMap(root)
    const hear = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
      if (!local) for (const event of events) for (const happening of read(event)) tell(happening)
    }
    map.observeDeep(hear)
    return () => map.unobserveDeep(hear)
  }
  const stops = [
    watch(boardRoots.objects, (event) => readObjects(event, authorOf)),
    watch(boardRoots.comments, (event) => readComments(event)),
    watch(boardRoots.reactions, (event) =>
      changedKeys(event)
        .filter(({ action }) => action !== 'delete')
        .map(({ key }) => {
          const [objectId = '', author = ''] = key.split('|')
          return { author, deed: 'reacted', objectId }
        }),
    ),
    watch(boardRoots.moderation, (event) =>
      changedKeys(event).map(({ key, client }) => ({
        author: client === null ? null : authorOf(client),
        deed: 'moderated',
        objectId: key.slice(key.indexOf(':') + 1),
      })),
    ),
  ]
  return () => stops.forEach((stop) => stop())
}

interface ChangedKey {
  key: string
  action: 'add' | 'update' | 'delete'
  client: Client | null
}

function changedKeys({ target, changes }: Y.YEvent<Y.AbstractType<unknown>>): ChangedKey[] {
  return [...changes.keys].map(([key, { action }]) => ({
    key,
    action,
    client: target._map.get(key)?.id.client ?? null,
  }))
}

function readObjects(event: Y.YEvent<Y.AbstractType<unknown>>, authorOf: AuthorOfClient): Happening[] {
  const [objectId, inner] = event.path.map(String)
  if (objectId === undefined)
    return changedKeys(event)
      .filter(({ action }) => action === 'add')
      .map(({ key }) => ({ author: authorOfId(key), deed: 'added', objectId: key }))
  const by = (client: Client | null | undefined) => (client == null ? null : authorOf(client))
  if (inner === textKey) {
    const [item] = event.changes.added
    return [{ author: by(item?.id.client), deed: 'edited', objectId }]
  }
  return changedKeys(event).map(({ key, action, client }) => ({
    author: by(client),
    deed:
      key === keys.removed
        ? action === 'delete'
          ? 'restored'
          : 'removed'
        : keys.reading.has(key)
          ? 'moved'
          : 'edited',
    objectId,
  }))
}

function readComments(event: Y.YEvent<Y.AbstractType<unknown>>): Happening[] {
  if (event.path.length > 0) return []
  return changedKeys(event).flatMap(({ key, action }) => {
    const comment: unknown = event.target._map.get(key)?.content.getContent()[0]
    const objectId: unknown = comment instanceof Y.Map ? comment.get('el') : null
    return action === 'add' && typeof objectId === 'string'
      ? [{ author: authorOfId(key), deed: 'commented' as const, objectId }]
      : []
  })
}

/** What one author did in three seconds: how many objects by deed. */
export interface AuthorNews {
  readonly author: string | null
  readonly counts: ReadonlyMap<Deed, number>
}

/** Gathers what happens and hands it on every three seconds, by author; each object counts once for each deed. */
export class NewsGathering {
  readonly #hand: (news: AuthorNews[]) => void
  #found = new Map<string | null, Map<Deed, Set<string>>>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(hand: (news: AuthorNews[]) => void) {
    this.#hand = hand
  }

  add({ author, deed, objectId }: Happening): void {
    const byDeed = this.#found.get(author) ?? new Map<Deed, Set<string>>()
    this.#found.set(author, byDeed.set(deed, (byDeed.get(deed) ?? new Set()).add(objectId)))
    this.#timer ??= setTimeout(this.#flush, gatheredMs)
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#found = new Map()
  }

  #flush = () => {
    const found = this.#found
    this.stop()
    const addedByAll = new Set([...found.values()].flatMap((byDeed) => [...(byDeed.get('added') ?? [])]))
    const news = [...found].map(([author, byDeed]) => {
      // Who makes a thing also writes it and puts it somewhere: that is said once. Of nobody known, it is their maker.
      const added = author === null ? addedByAll : (byDeed.get('added') ?? new Set<string>())
      return { author, counts: countsOf(byDeed, added) }
    })
    const told = news.filter(({ counts }) => counts.size > 0)
    if (told.length > 0) this.#hand(told)
  }
}

function countsOf(byDeed: ReadonlyMap<Deed, ReadonlySet<string>>, added: ReadonlySet<string>) {
  return new Map(
    deeds.flatMap((deed) => {
      const ids = byDeed.get(deed) ?? new Set<string>()
      const isPartOfAdding = deed === 'edited' || deed === 'moved'
      const count = isPartOfAdding ? [...ids].filter((id) => !added.has(id)).length : ids.size
      return count > 0 ? [[deed, count] as const] : []
    }),
  )
}
