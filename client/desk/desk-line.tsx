import { useQuery } from '@tanstack/react-query'
import { Check, CornerUpLeft, Eye, EyeOff, ListChecks, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { chatAddress } from '#client/chat/places.ts'
import { plainText } from '#client/chat/messages/text-parts.ts'
import { type Decision, type DeskItem, useDecide } from '#client/data/desk.ts'
import { useLookAt } from '#client/data/desk-looks.ts'
import { documentHref } from '#client/data/kinds.ts'
import { previewQuery } from '#client/data/pending.ts'
import type { Member } from '#client/data/people.ts'
import { formatMoment, formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { PersonName } from '#client/people/person-name.tsx'
import { OtherOnIt } from '#client/session/other-on-it.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { later } from '#client/ui/later.tsx'
import { Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './desk.module.css'
import { DeskFiles } from './desk-files.tsx'
import { type PagePart, PartsForm, ReturnForm } from './desk-forms.tsx'
import { doneWords } from './done-words.ts'

// It draws pages, which most of a desk has no use for.
const PagePreview = later(() => import('./page-preview.tsx').then((module) => module.PagePreview))

interface DeskLineProps {
  projectId: string
  item: DeskItem
  memberOf: ReadonlyMap<string, Member>
}

/** One thing that waits: whose, where, since when, what it says, and what a teacher may do with it. */
export function DeskLine({ projectId, item, memberOf }: DeskLineProps) {
  const { t, locale } = useMessages()
  const member = memberOf.get(item.authorId)
  const place = usePlace(projectId, item)
  const lookAt = useLookAt(projectId, item.id)
  const words = plainText(item.text, ({ id }) => memberOf.get(id)?.name ?? '…')
  const look = useLook(item)
  return (
    <li ref={lookAt} className={styles.line}>
      <div className={styles.head}>
        {member ? <PersonName member={member} hasSchoolTile /> : <span>–</span>}
        <Badge>{t(`desk.kind_${item.kind}`)}</Badge>
        <LinkButton href={place.href} variant="quiet">
          {place.title}
        </LinkButton>
        <time className={styles.aside} dateTime={item.at}>
          {formatSince(item.at, locale)}
        </time>
        <OtherOnIt projectId={projectId} item={item.id} />
      </div>
      {words !== '' && (
        <p className={styles.words} dir="auto" {...(item.language === null ? {} : { lang: item.language })}>
          {words}
        </p>
      )}
      <Sanction place={item.place} />
      <DeskFiles files={item.files} name={member?.name ?? '–'} />
      {item.kind === 'page' && (
        <Row>
          <Button variant="quiet" icon={look.isOpen ? EyeOff : Eye} aria-expanded={look.isOpen} onPress={look.toggle}>
            {t('desk.look')}
            <span className="visually-hidden"> {member?.name}</span>
          </Button>
        </Row>
      )}
      {look.isOpen && look.error && <ErrorState error={look.error} />}
      {look.isOpen && !look.error && (
        <Suspense fallback={<Skeleton of="cards" count={1} />}>
          {look.bytes ? (
            <PagePreview projectId={projectId} authorId={item.authorId} bytes={look.bytes} memberOf={memberOf} />
          ) : (
            <Skeleton of="cards" count={1} />
          )}
        </Suspense>
      )}
      <Decisions
        projectId={projectId}
        item={{ ...item, version: look.bytes?.version ?? item.version }}
        name={member?.name ?? '–'}
        parts={look.bytes?.parts ?? []}
      />
    </li>
  )
}

/** What waits in its page. While it is open it is what was read, and a decision is about that. */
function useLook(item: DeskItem) {
  const [isOpen, setIsOpen] = useState(false)
  const { data, error } = useQuery({ ...previewQuery(item), enabled: isOpen })
  return { isOpen, bytes: isOpen ? data : undefined, error, toggle: () => setIsOpen(!isOpen) }
}

function usePlace(projectId: string, { place }: DeskItem) {
  const { t } = useMessages()
  if (place.kind === 'document')
    return { href: documentHref({ id: place.id, kind: place.documentKind }), title: place.title }
  if (place.kind === 'sanction')
    return { href: `/p/${projectId}/people`, title: t('desk.sanctionOf', { by: place.by }) }
  if (place.kind === 'classroom') return { href: `/classrooms/${place.id}`, title: place.title }
  if (place.channelKind === 'forum') return { href: `/p/${projectId}/forum`, title: t('chat.channel_forum') }
  const title = place.title ?? t(place.channelKind === 'teachers' ? 'chat.channel_teachers' : 'chat.channel_project')
  return { href: chatAddress(projectId, { channel: place.id }), title }
}

/** What the sanction is that a pupil asks about. */
function Sanction({ place }: Pick<DeskItem, 'place'>) {
  const { t, locale } = useMessages()
  if (place.kind !== 'sanction') return null
  const until =
    place.until === null ? t('desk.sanctionOpen') : t('writing.until', { time: formatMoment(place.until, locale) })
  return (
    <p className={styles.aside} dir="auto">
      {t('desk.sanction', { mode: place.mode, until })} {place.reason !== null && `“${place.reason}”`}
    </p>
  )
}

interface DecisionsProps {
  projectId: string
  item: DeskItem
  name: string
  /** Of what waits in a page, as far as it was looked at. */
  parts: readonly PagePart[]
}

function Decisions({ projectId, item, name, parts }: DecisionsProps) {
  const { t } = useMessages()
  const decide = useDecide(projectId)
  const [form, setForm] = useState<'return' | 'parts' | null>(null)
  const close = () => setForm(null)
  const give = (decision: Decision) =>
    runChange(decide, { items: [item], decision }, { onSuccess: () => toast(t(doneWords(item, decision))) })
  if (form === 'return') return <ReturnForm projectId={projectId} item={item} onDone={close} />
  if (form === 'parts') return <PartsForm projectId={projectId} item={item} parts={parts} onDone={close} />
  return (
    <>
      {decide.isError && <ErrorState error={decide.error} />}
      <Row gap="s">
        {item.can.includes('approve') && (
          <OnlineButton
            variant="primary"
            icon={Check}
            whom={name}
            isPending={decide.isPending}
            onPress={() => give('approve')}
          >
            {t(item.kind === 'appeal' ? 'desk.liftSanction' : 'desk.approve')}
          </OnlineButton>
        )}
        {item.can.includes('approve') && parts.length > 1 && (
          <OnlineButton icon={ListChecks} whom={name} isDisabled={decide.isPending} onPress={() => setForm('parts')}>
            {t('desk.some')}
          </OnlineButton>
        )}
        {item.can.includes('return') && (
          <OnlineButton icon={CornerUpLeft} whom={name} isDisabled={decide.isPending} onPress={() => setForm('return')}>
            {t(item.kind === 'appeal' ? 'desk.keepSanction' : 'desk.return')}
          </OnlineButton>
        )}
        {item.can.includes('hide') && (
          <OnlineButton
            variant="quiet"
            icon={Trash2}
            whom={name}
            isDisabled={decide.isPending}
            onPress={() => give('hide')}
          >
            {t(item.kind === 'name' ? 'desk.refuse' : 'desk.hide')}
          </OnlineButton>
        )}
      </Row>
    </>
  )
}
