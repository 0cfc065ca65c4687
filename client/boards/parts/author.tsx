import { useCallback } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { cx } from '#client/ui/cx.ts'
import { type BoardAuthor, useBoardSession, useMeta } from '../board-session.ts'
import styles from './author.module.css'

/** Whom a thing is by, as far as this reader may know. */
interface AuthorView {
  /** Empty where nobody is to be named: templates, and boards whose names are for teachers. */
  readonly name: string
  readonly person: BoardAuthor | null
  readonly isSelf: boolean
}

/** Templates are of nobody; pseudonyms of people are longer. */
const isOfNobody = (author: string) => author.length < 12

/** Names by audience: where a teacher has turned them off, pupils see their own alone. */
export function useAuthors(): (author: string) => AuthorView {
  const { t } = useMessages()
  const { people, former, author: self } = useBoardSession()
  const { hasNames } = useMeta()
  const isStaff = people.get(self)?.kind === 'staff'
  return useCallback(
    (author) => {
      const person = people.get(author) ?? former.get(author) ?? null
      const isSelf = author === self
      if (isOfNobody(author) || !(hasNames || isStaff || isSelf)) return { name: '', person: null, isSelf }
      return { name: person?.name ?? t('boards.card_unknownAuthor'), person, isSelf }
    },
    [people, former, self, hasNames, isStaff, t],
  )
}

/** Initials, colour and shape, and the name beside them. Nothing where nobody is named. */
export function AuthorChip({ author }: { author: string }) {
  const { t } = useMessages()
  const { name, person, isSelf } = useAuthors()(author)
  if (name === '') return null
  return (
    <span className={cx(styles.chip)}>
      {person && <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} size="s" />}
      <span className={styles.name} title={name}>
        {name}
        {isSelf && <span className={styles.aside}> ({t('common.you')})</span>}
      </span>
    </span>
  )
}
