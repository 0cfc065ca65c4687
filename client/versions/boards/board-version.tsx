import { CircleMinus, CirclePlus, RefreshCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { VersionFrame } from '#client/versions/version-frame.tsx'
import lines from '#client/versions/version-lines.module.css'
import { type People, useNames } from '#client/versions/version-people.ts'
import { BoardPicture } from '#client/boards/export/board-picture.tsx'
import { typeName } from '#client/boards/export/picture.ts'
import { PrintList } from '#client/boards/export/print-list.tsx'
import { useNamer } from '#client/boards/export/use-namer.ts'
import { wordsOfObject } from '#client/boards/parts/object-name.ts'
import { useThemeNow } from '#client/ui/theme-now.ts'
import styles from './board-version.module.css'
import { type BoardDifference, type ComparedBoards, compareBoards } from './compare-boards.ts'

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
  const typeOf = typeName(t)
  const nameOf = (object: BoardObject) => {
    const type = typeOf(object.type)
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
              className={cx(lines.line, styles.change)}
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
  page: DocumentView
  people: People
}

function BoardAsItWas(props: BoardVersionProps & { compared: ComparedBoards; showsChanges: boolean }) {
  const { page, people, compared, showsChanges } = props
  const { t } = useMessages()
  const theme = useThemeNow()
  const names = useNames(people)
  const nameOf = useNamer(page, compared.board)
  const [pointed, setPointed] = useState<string | null>(null)
  const marks = useMemo(() => new Map(compared.differences.map(({ object, mark }) => [object.id, mark])), [compared])
  const { differences } = compared
  const board = showsChanges ? compared.withRemoved : compared.board
  if (board.objects.every((object) => object.isRemoved)) return <EmptyState sentence={t('boards.version_empty')} />
  return (
    <>
      <BoardPicture
        {...{ board, nameOf, theme, pointed }}
        title={page.title}
        titleLanguage={page.language}
        label={t('boards.version_picture', { title: page.title })}
        className={styles.picture}
        marks={showsChanges ? marks : null}
      />
      {showsChanges && differences.length > 0 && (
        <Differences
          {...{ differences, pointed }}
          namesOf={(userIds) => (nameOf === null ? '' : names(userIds))}
          onPoint={setPointed}
        />
      )}
      <details className={styles.all}>
        <summary>{t('boards.version_all')}</summary>
        <PrintList board={compared.board} nameOf={nameOf} />
      </details>
    </>
  )
}

/** A version of a board or wall as it was, with what is another than in the version before. */
export function BoardVersion({ versionId, ...props }: BoardVersionProps & { versionId: string }) {
  return (
    <VersionFrame page={props.page} versionId={versionId} compare={compareBoards}>
      {(compared, showsChanges) => <BoardAsItWas key={versionId} {...props} {...{ compared, showsChanges }} />}
    </VersionFrame>
  )
}
