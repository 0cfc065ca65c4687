import { useQuery } from '@tanstack/react-query'
import { circlesQuery } from '#client/data/circles.ts'
import { type HomeView, homeQuery } from '#client/data/home.ts'
import { unreadQuery } from '#client/data/notices.ts'
import { matchesAtHomeQuery, offersQuery, type OwnOffer } from '#client/data/offers.ts'
import { formatDay, formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import rowStyles from '#client/ui/rows.module.css'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'

/* What a teacher's home has where an office of the programme is open. Each part ends; nothing calls for attention. */

/** What waits: what rang and was not read, and who asks to join one's circles. */
export function HomeWaits() {
  const { t } = useMessages()
  const unread = useQuery(unreadQuery)
  const circles = useQuery(circlesQuery)
  const isPending = unread.isPending || circles.isPending
  const error = (unread.data ? null : unread.error) ?? (circles.data ? null : circles.error)
  const count = unread.data?.unreadCount ?? 0
  const asked = circles.data?.own.filter(({ waiting }) => waiting > 0) ?? []
  return (
    <Card title={t('home.waits')}>
      {error && <ErrorState error={error} onRetry={() => void Promise.all([unread.refetch(), circles.refetch()])} />}
      {isPending && <Skeleton of="rows" count={1} />}
      {!isPending && !error && count + asked.length === 0 && <p>{t('home.nothing')}</p>}
      {count + asked.length > 0 && (
        <ul role="list">
          {count > 0 && (
            <li>
              <TextLink href="/notices">{t('home.notices', { count })}</TextLink>
            </li>
          )}
          {asked.map(({ id, name, waiting }) => (
            <li key={id}>
              <TextLink href={`/network/circles/${id}`}>
                {t('home.circleAsks', { circle: name, count: waiting })}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Days of one's plans, matches of one's offers, and one's circles. */
export function HomeNetwork() {
  return (
    <>
      <Days />
      <Offers />
      <Circles />
    </>
  )
}

function Days() {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(homeQuery)
  const days = data?.days ?? []
  return (
    <Card title={t('home.days')}>
      {isPending && <Skeleton of="rows" count={2} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && days.length === 0 && <p>{t('home.noDays')}</p>}
      {days.length > 0 && (
        <ul role="list" className={rowStyles.list} aria-label={t('home.days')}>
          {days.map((day) => (
            <li key={`${day.project.id} ${day.id}`} className={rowStyles.row}>
              <Day day={day} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Day({ day: { day, startsAt, title, project } }: { day: HomeView['days'][number] }) {
  const { locale } = useMessages()
  return (
    <>
      <TextLink href={`/p/${project.id}/plan`}>{title}</TextLink>
      <time dateTime={startsAt ?? day}>
        {startsAt === null ? formatDay(day, locale) : formatMoment(startsAt, locale)}
      </time>
      <span className={rowStyles.aside}>{project.name}</span>
    </>
  )
}

/** The newest offer with the first three that fit; the others are a way further. */
function Offers() {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(offersQuery)
  const open = data?.offers.filter(({ state }) => state === 'open') ?? []
  const [newest, ...others] = open
  const offerClass = newest ? null : <LinkButton href="/network/offers/new">{t('home.offer')}</LinkButton>
  return (
    <Card title={t('home.offers')} actions={data && offerClass}>
      <Stack gap="s">
        {isPending && <Skeleton of="rows" count={2} />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && !newest && <p>{t('home.noOffer')}</p>}
        {newest && <Matches offer={newest} />}
        {others.map(({ id, title }) => (
          <p key={id}>
            <TextLink href={`/network/offers/${id}`}>{t('home.whoFits', { title })}</TextLink>
          </p>
        ))}
      </Stack>
    </Card>
  )
}

const mostMatches = 3

function Matches({ offer: { id, title } }: { offer: OwnOffer }) {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(matchesAtHomeQuery(id))
  const first = data?.matches.slice(0, mostMatches) ?? []
  return (
    <>
      <p>
        <TextLink href={`/network/offers/${id}`}>{t('home.whoFits', { title })}</TextLink>
      </p>
      {isPending && <Skeleton of="rows" count={1} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && first.length === 0 && <p>{t('home.noMatch', { title })}</p>}
      {first.length > 0 && (
        <ul role="list">
          {first.map(({ offer, match }) => (
            <li key={offer.id} dir="auto">
              {t('home.fits', { title: offer.title, school: offer.school.name, score: match.score })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Nothing where one is in none: they are found in the network. */
function Circles() {
  const { t } = useMessages()
  const { data } = useQuery(circlesQuery)
  const own = data?.own.filter(({ isOver }) => !isOver) ?? []
  if (own.length === 0) return null
  const toAll = (
    <LinkButton href="/network/circles" variant="quiet">
      {t('home.allCircles')}
    </LinkButton>
  )
  return (
    <Card title={t('home.circles')} actions={toAll}>
      <ul role="list">
        {own.map(({ id, name }) => (
          <li key={id}>
            <TextLink href={`/network/circles/${id}`}>{name}</TextLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
