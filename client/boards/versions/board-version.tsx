import { useQuery } from '@tanstack/react-query'
import { CircleMinus, CirclePlus, RefreshCw } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { authorOf, serverAuthor } from '#collab/documents/board-author.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { PageView } from '#client/pages/page-view.ts'
import { useUser } from '#client/shell/session.ts'
import { Switch } from '#client/ui/choice.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { versionContentQuery } from '#client/versions/queries.ts'
import { RestoreButton } from '#client/versions/restore-button.tsx'
import type { People } from '#client/versions/version-people.ts'
import { makePicture, typeNames } from '../export/picture.ts'
import { PrintList } from '../export/print-list.tsx'
import { wordsOfObject } from '../parts/object-name.ts'
import { useThemeNow } from '../theme-now.ts'
import styles from './board-version.module.css'
import { type BoardDifference, type ComparedBoards, compareBoards } from './compare-boards.ts'

type Namer = (author: string) => string

/** Names on a board are for teachers, and for pupils where their teachers let them see who made what. */
function useNamer(page: PageView, board: Board | undefined, people: People): Namer | null {
  const user = useUser()
  return useMemo(() => {
    const mayName = user.kind === 'staff' || board?.meta.hasNames === true
    if (!mayName) return null
    const names = new Map([...people].map(([userId, { name }]) => [authorOf(page.id, userId), name]))
    return (author) => (author === serverAuthor ? '' : (names.get(author) ?? ''))
  }, [user.kind, board?.meta.hasNames, people, page.id])
}

interface PictureProps {
  compared: ComparedBoards
  showsChanges: boolean
  title: string
  nameOf: Namer | null
  pointed: string | null
}

function Picture({ compared, showsChanges, title, nameOf, pointed }: PictureProps) {
  const { t, locale } = useMessages()
  const theme = useThemeNow()
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  useEffect(() => {
    let isCurrent = true
    const marks = new Map(compared.differences.map(({ object, mark }) => [object.id, mark]))
    const board = showsChanges ? compared.withRemoved : compared.board
    const marked = showsChanges ? { markOf: ({ id }: { id: string }) => marks.get(id) ?? null } : {}
    const wishes = { title, nameOf, t, locale, hasOwnFonts: false, hasLinks: false, theme: boardThemes[theme] }
    makePicture(board, { ...wishes, ...marked }).then(
      ({ svg }) => {
        if (!isCurrent) return
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
        place.current?.replaceChildren(document.importNode(parsed.documentElement, true))
        setState('drawn')
      },
      () => isCurrent && setState('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [compared, showsChanges, title, nameOf, t, locale, theme])
  useEffect(() => {
    for (const element of place.current?.querySelectorAll('[data-mark]') ?? []) {
      const isPointed = element.getAttribute('data-mark') === pointed
      element.toggleAttribute('data-pointed', isPointed)
      if (isPointed) element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  }, [pointed, state, showsChanges])
  return (
    <figure className={styles.picture} aria-label={t('boards.version_picture', { title })}>
      {state === 'drawing' && <Skeleton of="cards" count={1} />}
      {state === 'failed' && <Notice tone="danger" title={t('boards.export_failed')} />}
      <div ref={place} className={styles.sheet} aria-hidden="true" />
    </figure>
  )
}

const icons = { added: CirclePlus, changed: RefreshCw, removed: CircleMinus } as const

interface DifferencesProps {
  differences: readonly BoardDifference[]
  namesOf: (userIds: readonly string[]) => string
  pointed: string | null
  onPoint: (id: string | null) => void
}

/** The same changes in words: each can be pointed at in the picture. */
function Differences({ differences, namesOf, pointed, onPoint }: DifferencesProps) {
  const { t } = useMessages()
  const types = typeNames(t)
  const nameOf = (object: BoardObject) => {
    const type = types[object.type]
    const words = wordsOfObject(object, 80)
    return words === '' ? type : t('boards.card_named', { type, words })
  }
  return (
    <section aria-label={t('boards.version_changes')}>
      <p className={styles.help}>{t('boards.version_help')}</p>
      <ul role="list" className={cx(styles.changes)}>
        {differences.map(({ object, mark, aspects, by }) => (
          <li key={object.id}>
            <button
              type="button"
              className={styles.change}
              data-kind={mark}
              aria-pressed={pointed === object.id}
              onClick={() => onPoint(pointed === object.id ? null : object.id)}
            >
              <Icon of={icons[mark]} />
              <span>
                <b>{t(`boards.version_${mark}`)}</b> <bdi>{nameOf(object)}</bdi>
                {aspects.length > 0 && ` (${aspects.map((aspect) => t(`boards.version_${aspect}`)).join(', ')})`}
                {namesOf(by) !== '' && <span className={styles.by}> · {namesOf(by)}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface BoardVersionProps {
  page: PageView
  versionId: string
  people: People
}

/** A version of a board or wall as it was, with what is another than in the version before. */
export function BoardVersion({ page, versionId, people }: BoardVersionProps) {
  const { t, locale } = useMessages()
  const { data, error, refetch } = useQuery(versionContentQuery(page.id, versionId))
  const [showsChanges, setShowsChanges] = useState(true)
  const [pointed, setPointed] = useState<string | null>(null)
  const compared = useMemo(() => data && compareBoards(data), [data])
  const nameOf = useNamer(page, compared?.board, people)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!compared) return <Skeleton of="cards" count={1} />
  const { differences, hasPrevious, board } = compared
  const nothing = hasPrevious ? t('versions.noChanges') : t('versions.firstVersion')
  const isEmpty = (showsChanges ? compared.withRemoved : board).objects.every((object) => object.isRemoved)
  const namesOf = (userIds: readonly string[]) =>
    nameOf === null
      ? ''
      : new Intl.ListFormat(regionOf(locale)).format(
          userIds.map((id) => people.get(id)?.name ?? t('versions.somebody')),
        )
  return (
    <Stack>
      <Row isSpread>
        <Switch isSelected={showsChanges} onChange={setShowsChanges}>
          {t('versions.showChanges')}
        </Switch>
        {versionId !== 'now' && page.can.restoreVersion && <RestoreButton page={page} versionId={versionId} />}
      </Row>
      {showsChanges && differences.length === 0 && <p>{nothing}</p>}
      {isEmpty ? (
        <EmptyState sentence={t('boards.version_empty')} />
      ) : (
        <Picture {...{ compared, showsChanges, nameOf, pointed }} title={page.title} />
      )}
      {showsChanges && differences.length > 0 && (
        <Differences {...{ differences, namesOf, pointed }} onPoint={setPointed} />
      )}
      {!isEmpty && (
        <details className={styles.all}>
          <summary>{t('boards.version_all')}</summary>
          <PrintList board={board} nameOf={nameOf} />
        </details>
      )}
    </Stack>
  )
}
