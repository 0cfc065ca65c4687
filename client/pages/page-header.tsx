import { ChevronLeft, Flag, History, Printer } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'react-aria-components'
import { SidePanelButton } from '#client/chat/side-panel/side-panel.tsx'
import { askToReport } from '#client/data/reports-asked.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { FreezeMenu, Present, Saving, Title } from '#client/document-screen/document-header.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, IconButton, LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { blockUnderCaret } from './block-under-caret.ts'
import { FollowMeButton } from './follow/follow-me.tsx'
import styles from '#client/document-screen/document-screen.module.css'

interface HeaderProps {
  page: DocumentView
  live: LiveDocument | null
  people: ReadonlyMap<string, DocumentPerson>
  /** The pupils of this page are led by this screen. */
  isLeading: boolean
  onLead: (isLeading: boolean) => void
}

/** Who may read and write, and what else can be done with the page: not drawn anew when words are sent and saved. */
const Facts = memo(({ page, isLeading, onLead }: Omit<HeaderProps, 'live' | 'people'>) => {
  const { t } = useMessages()
  return (
    <div className={styles.row}>
      <p className={styles.reach}>
        {page.group && <Badge tone="brand">{page.group.name}</Badge>}
        {page.isTemplate && <Badge tone="sun">{t('document.template')}</Badge>}
        <span>{t('document.reach', { access: page.access, group: page.group?.name ?? '', kind: page.kind })}</span>
      </p>
      <div className={styles.actions}>
        <SidePanelButton projectId={page.projectId} />
        {page.can.lead && <FollowMeButton isLeading={isLeading} onChange={onLead} />}
        {page.can.freeze && <FreezeMenu page={page} />}
        {page.can.readVersions && (
          <LinkButton href={`/page/${page.id}/versions`} icon={History}>
            {t('document.versions')}
          </LinkButton>
        )}
        <IconButton
          icon={Flag}
          label={t('reports.ask_document')}
          word={t('common.report')}
          onPress={() => askToReport({ target: { document: page.id, ...blockUnderCaret() } })}
        />
        {!page.can.write && (
          <Button icon={Printer} onPress={() => globalThis.print()}>
            {t('document.print')}
          </Button>
        )}
      </div>
    </div>
  )
})

const Back = memo(({ page }: { page: DocumentView }) => {
  const { t } = useMessages()
  return (
    <Link href={`/p/${page.projectId}/pages`} className={cx(styles.back)}>
      <Icon of={ChevronLeft} size="s" />
      <span className={styles.backWords}>{t('document.back', { project: page.projectName })}</span>
    </Link>
  )
})

const Name = memo(({ page }: { page: DocumentView }) => <Title page={page} />)

const Here = memo(({ awareness, people }: Pick<LiveDocument, 'awareness'> & Pick<HeaderProps, 'people'>) => (
  <Present live={{ awareness }} people={people} />
))

/** Title, who may read and write, who is here, where one's words are. */
export function PageHeader({ page, live, people, ...leading }: HeaderProps) {
  const status = live?.status.kind
  return (
    <header className={styles.header} data-print="no">
      <Back page={page} />
      <div className={styles.row}>
        <Name page={page} />
        <div className={styles.state}>
          {live && <Here awareness={live.awareness} people={people} />}
          {live && status !== 'readOnly' && <Saving live={live} />}
        </div>
      </div>
      <Facts page={page} {...leading} />
    </header>
  )
}
