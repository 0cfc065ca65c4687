import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { formatDay } from '#client/locales/dates.ts'
import { SpeakTo, useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { finder } from '#client/ui/finder.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { type Audience, audienceOf, audiencesFor, type Chapter, chaptersFor } from './chapters.ts'
import { useChapterWords } from './chapter-words.tsx'
import { ChapterSheet } from './chapter-sheet.tsx'
import styles from './guide.module.css'
import { type Novelty, novelties } from './whats-new.ts'

/** So many of what is new stand beside the chapters. */
const shownNew = 3

/** First steps for whoever reads, to look through, and what is new. */
export function GuidePage() {
  const { t } = useMessages()
  const user = useUser()
  const [query, setQuery] = useState('')
  const isFound = finder(query)
  const chapters = chaptersFor(user)
  const fresh = noveltiesFor(audiencesFor(user), user.kind === 'pupil')
  return (
    <>
      <PageHeading
        title={t('guide.title')}
        lead={t('guide.lead')}
        actions={
          user.can.askOffice && (
            <LinkButton href="/help" icon={LifeBuoy}>
              {t('guide.toRequests')}
            </LinkButton>
          )
        }
      />
      <Stack gap="l">
        <SearchField isWide label={t('guide.search')} value={query} onChange={setQuery} />
        {isFound ? (
          <Found chapters={chapters} isFound={isFound} />
        ) : (
          <>
            {audiencesFor(user).map((audience) => (
              <Chapters
                key={audience}
                audience={audience}
                hasTitle={user.kind !== 'pupil'}
                chapters={chapters.filter((chapter) => audienceOf(chapter) === audience)}
              />
            ))}
            <Card
              title={t('guide.newTitle')}
              actions={<LinkButton href="/help/guide/new">{t('guide.newAll')}</LinkButton>}
            >
              <NoveltyList of={fresh.slice(0, shownNew)} />
            </Card>
          </>
        )}
      </Stack>
    </>
  )
}

/** What pupils read is said to pupils, whoever looks at it. */
const readerOf = (audience: Audience) => (audience === 'pupil' ? 'pupil' : 'adult')

function Chapters({ audience, chapters, hasTitle }: { audience: Audience; chapters: Chapter[]; hasTitle: boolean }) {
  const { t } = useMessages()
  return (
    <section aria-label={t(`guide.for_${audience}`)} className={styles.section}>
      {hasTitle && <h2>{t(`guide.for_${audience}`)}</h2>}
      <SpeakTo reader={readerOf(audience)}>
        <ul role="list" className={styles.chapters}>
          {chapters.map((chapter) => (
            <li key={chapter.id}>
              <ChapterLink chapter={chapter} />
            </li>
          ))}
        </ul>
      </SpeakTo>
    </section>
  )
}

function ChapterLink({ chapter, more }: { chapter: Chapter; more?: string | undefined }) {
  const { t } = useMessages()
  const { titleOf } = useChapterWords()
  return (
    <Link href={`/help/guide/${chapter.id}`} className={cx(styles.chapter)}>
      <span className={styles.mark}>
        <Icon of={chapter.icon} />
      </span>
      <span>
        <span className={styles.title}>{titleOf(chapter)}</span>
        <span className={styles.more}>{more ?? t('guide.steps', { count: chapter.steps })}</span>
      </span>
    </Link>
  )
}

interface FoundProps {
  chapters: Chapter[]
  isFound: (text: string) => boolean
}

function Found({ chapters, isFound }: FoundProps) {
  const { t } = useMessages()
  const { titleOf, textsOf } = useChapterWords()
  const found = chapters.filter((chapter) => isFound([titleOf(chapter), ...textsOf(chapter)].join(' ')))
  return (
    <section aria-label={t('guide.search')} className={styles.section}>
      <p role="status" className={styles.count}>
        {t('guide.found', { count: found.length })}
      </p>
      <ul role="list" className={styles.chapters} data-found>
        {found.map((chapter) => (
          <li key={chapter.id}>
            <SpeakTo reader={readerOf(audienceOf(chapter))}>
              <ChapterLink chapter={chapter} more={textsOf(chapter).find(isFound) ?? textsOf(chapter)[0]} />
            </SpeakTo>
          </li>
        ))}
      </ul>
    </section>
  )
}

/**
 * One chapter, if there is one of this name for whoever reads; under `new`, what is new: an address more would weigh on
 * every first load.
 */
export function ChapterPage() {
  const user = useUser()
  if (useParam('chapterId') === 'new') return <Novelties />
  return <ChapterSheet chapters={chaptersFor(user)} isPupil={user.kind === 'pupil'} />
}

/** What is new to pupils is said to them alone. */
const noveltiesFor = (audiences: readonly Audience[], isPupil: boolean) =>
  novelties.filter(({ for: audience }) => audiences.includes(audience) && (isPupil || audience !== 'pupil'))

function NoveltyList({ of }: { of: readonly Novelty[] }) {
  const { format, locale } = useMessages()
  return (
    <ul role="list" className={styles.novelties}>
      {of.map(({ id, day }) => (
        <li key={id}>
          <time dateTime={day}>{formatDay(day, locale)}</time>
          <span>{format(`guide.new_${id}`, undefined)}</span>
        </li>
      ))}
    </ul>
  )
}

/** All that is new, with the day since when it is there. */
function Novelties() {
  const { t } = useMessages()
  const user = useUser()
  return (
    <>
      <PageHeading title={t('guide.newTitle')} back={{ href: '/help/guide', label: t('guide.back') }} />
      <Card>
        <NoveltyList of={noveltiesFor(audiencesFor(user), user.kind === 'pupil')} />
      </Card>
    </>
  )
}
