import type { BoardSession } from '../board-session.ts'

type Namer = Pick<BoardSession, 'people' | 'author' | 'store'>

/** Whether this person may know here who made what: teachers always, pupils where a teacher lets names be seen. */
export const maySeeNames = ({ people, author, store }: Namer) =>
  people.get(author)?.kind === 'staff' || store.getMeta().hasNames

/** The name of an author as this person may see it; empty for templates and for people who have left. */
export const namesIn =
  ({ people }: Namer) =>
  (author: string): string =>
    people.get(author)?.name ?? ''
