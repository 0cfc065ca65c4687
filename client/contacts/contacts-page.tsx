import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link } from 'react-aria-components'
import {
  type ContactConversation,
  type ContactPerson,
  contactsQuery,
  type ContactStanding,
  useHearsBell,
} from '#client/data/contacts.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import rows from '#client/ui/rows.module.css'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { Words } from '#client/ui/words.tsx'
import { ContactDeeds } from './contact-deeds.tsx'
import { ContactFacts } from './contact-facts.tsx'
import { usePersonName, usePlaceWords } from './person-words.ts'
import styles from './contacts.module.css'

const sections = ['asking', 'contact', 'asked', 'blocked'] as const satisfies readonly ContactStanding[]

/** Whom I know, who asks me and whom I ask. */
export function ContactsPage() {
  const { t } = useMessages()
  useHearsBell()
  const { data, isPending, isError, error, refetch } = useQuery(contactsQuery)
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  const former = data?.conversations.filter(({ other }) => other.standing !== 'contact') ?? []
  return (
    <>
      <PageHeading
        title={t('contacts.title')}
        lead={t('contacts.lead')}
        actions={<LinkButton href="/network">{t('contacts.toDirectory')}</LinkButton>}
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && data.people.length + former.length === 0 && <EmptyState sentence={t('contacts.empty')} />}
      {data && (
        <div ref={box}>
          <Stack gap="l">
            {sections.map((standing) => (
              <People
                key={standing}
                standing={standing}
                people={data.people.filter((one) => one.standing === standing)}
                conversations={data.conversations}
              />
            ))}
            <Former conversations={former} />
          </Stack>
        </div>
      )}
    </>
  )
}

interface PeopleProps {
  standing: (typeof sections)[number]
  people: ContactPerson[]
  conversations: ContactConversation[]
}

function People({ standing, people, conversations }: PeopleProps) {
  const { t } = useMessages()
  if (people.length === 0) return null
  return (
    <section aria-label={t(`contacts.${standing}`)}>
      <h2 className={styles.heading}>{t(`contacts.${standing}`)}</h2>
      <ul role="list" className={rows.list}>
        {people.map((person) => (
          <li key={person.id} className={styles.person} data-part={person.id}>
            <Person person={person} conversation={conversations.find(({ other }) => other.id === person.id)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Person({ person, conversation }: { person: ContactPerson; conversation: ContactConversation | undefined }) {
  const { t, locale } = useMessages()
  const [nameOf, placeOf] = [usePersonName(), usePlaceWords()]
  const name = nameOf(person)
  const isContact = person.standing === 'contact' && conversation !== undefined
  const asked = person.standing === 'asked' || person.standing === 'asking'
  return (
    <Stack gap="s">
      <Row gap="s">
        {isContact ? (
          <Link href={`/network/contacts/${conversation.id}`} className={cx(rows.title)}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi className={rows.title}>{name}</bdi>
        )}
        {isContact && <Unread count={conversation.unread} />}
      </Row>
      <p className={rows.aside}>
        <bdi>{placeOf(person)}</bdi>
        {asked && ` · ${t('contacts.since', { when: formatSince(person.since, locale) })}`}
      </p>
      {person.standing === 'contact' && <ContactFacts person={person} />}
      {person.words !== '' && <Words>{person.words}</Words>}
      <ContactDeeds person={person} name={name} />
    </Stack>
  )
}

function Unread({ count }: { count: number }) {
  const { t } = useMessages()
  return count === 0 ? null : <Badge tone="sun">{t('contacts.unread', { count })}</Badge>
}

function Former({ conversations }: { conversations: ContactConversation[] }) {
  const { t } = useMessages()
  const nameOf = usePersonName()
  if (conversations.length === 0) return null
  return (
    <section aria-label={t('contacts.former')}>
      <h2 className={styles.heading}>{t('contacts.former')}</h2>
      <ul role="list" className={rows.list}>
        {conversations.map(({ id, other, unread }) => (
          <li key={id}>
            <Link href={`/network/contacts/${id}`} className={cx(rows.row)}>
              <bdi className={rows.title}>{nameOf(other)}</bdi>
              <Unread count={unread} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
