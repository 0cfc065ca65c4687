import { Hand, LifeBuoy } from 'lucide-react'
import type { LiveGroup } from '#client/data/live-view.ts'
import type { Member } from '#client/data/people.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Avatar, AvatarStack } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { TextLink } from '#client/ui/button.tsx'
import styles from './live-view.module.css'

const writingSeconds = 15
const quietSeconds = 5 * 60
const hourSeconds = 3_600

interface TileProps {
  group: LiveGroup
  people: ReadonlyMap<string, Pick<Member, 'name' | 'paletteIndex' | 'shape'>>
  /** Without names, hands and quiet times. */
  isProjected: boolean
  /** When all this was so. */
  at: number
}

const pathOf = ({ id, kind }: LiveGroup['documents'][number]) => `/${kind === 'page' ? 'page' : 'board'}/${id}`

/** One group: what it wrote last, who is there, and whether it needs somebody. */
export function Tile({ group, people, isProjected, at }: TileProps) {
  const { t } = useMessages()
  const [latest, ...others] = group.documents
  const isQuiet = group.present.length > 0 && (group.quietSeconds ?? 0) > quietSeconds
  const need = group.hands.length > 0 ? 'hand' : isQuiet ? 'quiet' : undefined
  return (
    <li className={styles.tile} data-need={isProjected ? undefined : need} data-empty={group.present.length === 0}>
      <header className={styles.head}>
        <h2 className={styles.name}>{group.name}</h2>
        {!isProjected && <Hands hands={group.hands} people={people} />}
      </header>
      {latest === undefined ? (
        <p className={styles.nothing}>{t('live-view.noDocuments')}</p>
      ) : (
        <p className={styles.documents}>
          {[latest, ...others].map((document) => (
            <TextLink key={document.id} href={pathOf(document)}>
              {document.title}
            </TextLink>
          ))}
        </p>
      )}
      <Lines group={group} people={people} isProjected={isProjected} />
      <footer className={styles.foot}>
        <Present group={group} people={people} isProjected={isProjected} />
        {!isProjected && <Quiet group={group} at={at} isQuiet={isQuiet} />}
      </footer>
    </li>
  )
}

function Hands({ hands, people }: Pick<LiveGroup, 'hands'> & Pick<TileProps, 'people'>) {
  const { t } = useMessages()
  const of = (kind: 'raised' | 'lost') => hands.filter((hand) => hand.kind === kind)
  const names = hands.map(({ userId }) => people.get(userId)?.name ?? '').filter(Boolean)
  if (hands.length === 0) return null
  return (
    <span className={styles.hands} title={names.join(', ')}>
      <span className="visually-hidden">{names.join(', ')} </span>
      {of('raised').length > 0 && (
        <Badge tone="sun" icon={Hand}>
          {t('live-view.handUp', { count: of('raised').length })}
        </Badge>
      )}
      {of('lost').length > 0 && (
        <Badge tone="warn" icon={LifeBuoy}>
          {t('live-view.lost', { count: of('lost').length })}
        </Badge>
      )}
    </span>
  )
}

function Lines({ group, people, isProjected }: Omit<TileProps, 'at'>) {
  const { t } = useMessages()
  if (group.lines.length === 0)
    return <p className={styles.nothing}>{group.documents.length > 0 && t('live-view.noWords')}</p>
  return (
    <ol role="list" className={styles.lines}>
      {group.lines.toReversed().map(({ documentId, userId, text }, index) => {
        const writer = people.get(userId ?? '')
        return (
          <li key={`${documentId}-${index}`} className={styles.line}>
            {writer !== undefined && (
              <>
                <Avatar
                  name={isProjected ? '' : writer.name}
                  colour={writer.paletteIndex}
                  shape={writer.shape}
                  size="s"
                />
                {!isProjected && <span className="visually-hidden">{t('live-view.by', { name: writer.name })} </span>}
              </>
            )}
            <span className={styles.text} dir="auto">
              {text}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Present({ group, people, isProjected }: Omit<TileProps, 'at'>) {
  const { t } = useMessages()
  const here = group.present.flatMap((id) => {
    const person = people.get(id)
    return person === undefined ? [] : [{ id, ...person }]
  })
  const count = t('live-view.here', { here: group.present.length, all: group.size })
  return (
    <span className={styles.present}>
      {here.length > 0 && (
        <AvatarStack
          people={here.map(({ id, name, paletteIndex, shape }) => ({
            ...{ id, shape },
            name: isProjected ? '' : name,
            colour: paletteIndex,
          }))}
          label={isProjected ? count : here.map(({ name }) => name).join(', ')}
        />
      )}
      <span>{count}</span>
    </span>
  )
}

function Quiet({ group, at, isQuiet }: Pick<TileProps, 'group' | 'at'> & { isQuiet: boolean }) {
  const { t, locale } = useMessages()
  const seconds = group.quietSeconds
  if (seconds === null) return null
  if (seconds < writingSeconds) return <span className={styles.writing}>{t('live-view.writing')}</span>
  if (seconds < hourSeconds)
    return (
      <span data-quiet={isQuiet || undefined}>
        {t('live-view.quiet', { minutes: Math.max(1, Math.round(seconds / 60)) })}
      </span>
    )
  const when = formatSince(new Date(at - seconds * 1_000).toISOString(), locale)
  return (
    <span>
      <span className="visually-hidden">{t('live-view.lastChange')} </span>
      {when}
    </span>
  )
}
