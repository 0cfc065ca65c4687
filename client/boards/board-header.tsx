import { CalendarRange, ChevronLeft, Flag, LayoutGrid, List, Shapes } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Link } from 'react-aria-components'
import { askToReport } from '#client/data/reports-asked.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { FreezeMenu, Present, Saving, Title } from '#client/document-screen/document-header.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { Badge } from '#client/ui/badge.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './board-page.module.css'
import type { BoardSession } from './board-session.ts'
import type { BoardStore } from './board-store.ts'
import type { Signal } from './canvas/signal.ts'
import { BoardFileMenu } from './export/board-file-menu.tsx'
import { PresentPeople } from './fleeting/present-people.tsx'
import { LayoutMenu } from './parts/layout-menu.tsx'

export type BoardView = 'face' | 'list'

interface HeaderProps {
  page: DocumentView
  live: LiveDocument | null
  people: ReadonlyMap<string, DocumentPerson>
  session: BoardSession | null
  following: Signal<string | null>
  view: BoardView
  onView: (view: BoardView) => void
  /** What teachers have beside the board. */
  tools: ReactNode
}

const never = () => () => {}

const useLayout = (store: BoardStore | undefined) =>
  useSyncExternalStore(store?.subscribe ?? never, () => store?.getMeta().layout ?? 'canvas')

type Translate = ReturnType<typeof useMessages>['t']

/** What the face of a board is called. */
const faces = {
  canvas: (t: Translate) => ({ label: t('boards.frame_canvas'), icon: Shapes }),
  wall: (t: Translate) => ({ label: t('boards.frame_wall'), icon: LayoutGrid }),
  plan: (t: Translate) => ({ label: t('boards.layout_plan'), icon: CalendarRange }),
}

function ViewChoice({ session, view, onView }: Pick<HeaderProps, 'session' | 'view' | 'onView'>) {
  const { t } = useMessages()
  const layout = useLayout(session?.store)
  return (
    <SegmentedControl
      label={t('boards.frame_view')}
      options={[
        { id: 'face', ...faces[layout === 'canvas' || layout === 'plan' ? layout : 'wall'](t) },
        { id: 'list', label: t('boards.frame_list'), icon: List },
      ]}
      value={view}
      onChange={onView}
    />
  )
}

/** One line above the board: what it is, who may read it, who is here, where the work is. */
export function BoardHeader({ page, live, people, following, tools, session, ...choice }: HeaderProps) {
  const { t } = useMessages()
  const status = live?.status.kind
  const isCanvas = useLayout(session?.store) === 'canvas' && choice.view === 'face'
  return (
    <header className={styles.header} data-print="no">
      <div className={styles.row}>
        <div className={styles.name}>
          <Link
            href={`/p/${page.projectId}/pages`}
            className={cx(styles.back)}
            aria-label={t('document.back', { project: page.projectName })}
          >
            <Icon of={ChevronLeft} />
          </Link>
          <div className={styles.titles}>
            <Title page={page} />
            <p className={styles.reach}>
              {page.group && <Badge tone="brand">{page.group.name}</Badge>}
              {page.isTemplate && <Badge tone="sun">{t('document.template')}</Badge>}
              <span>
                {t('document.reach', { access: page.access, group: page.group?.name ?? '', kind: page.kind })}
              </span>
            </p>
          </div>
        </div>
        <div className={styles.state}>
          {live && (isCanvas ? <PresentPeople {...{ live, people, following }} /> : <Present {...{ live, people }} />)}
          {live && status !== 'readOnly' && <Saving live={live} />}
          {page.can.manage && page.can.write && session && <LayoutMenu store={session.store} />}
          <ViewChoice session={session} {...choice} />
          {tools}
          <IconButton
            icon={Flag}
            label={t('reports.ask_document')}
            word={t('common.report')}
            onPress={() => askToReport({ target: { document: page.id } })}
          />
          {page.can.freeze && <FreezeMenu page={page} />}
          <BoardFileMenu board={page} session={session} />
        </div>
      </div>
    </header>
  )
}
