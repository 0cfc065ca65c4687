import type { BoardSession } from '../board-session.ts'

type Namer = Pick<BoardSession, 'people' | 'former' | 'author' | 'store'>

/** Whether this person may know here who made what: teachers always, pupils where a teacher lets names be seen. */
export const maySeeNames = ({ people, author, store }: Namer) =>
  people.get(author)?.kind === 'staff' || store.getMeta().hasNames

/** The name of an author as this person may see it; empty for templates. */
export const namesIn =
  ({ people, former }: Namer) =>
  (author: string): string =>
    (people.get(author) ?? former.get(author))?.name ?? ''
