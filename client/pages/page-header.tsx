import { ChevronLeft, History, Printer } from 'lucide-react'
import { Link } from 'react-aria-components'
import { SidePanelButton } from '#client/chat/side-panel/side-panel.tsx'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { FreezeMenu, Present, Saving, Title } from '#client/document-screen/document-header.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from '#client/document-screen/document-screen.module.css'

interface HeaderProps {
  page: DocumentView
  live: LiveDocument | null
  people: ReadonlyMap<string, DocumentPerson>
}

/** Title, who may read and write, who is here, where one's words are. */
export function PageHeader({ page, live, people }: HeaderProps) {
  const { t } = useMessages()
  const status = live?.status.kind
  return (
    <header className={styles.header} data-print="no">
      <Link href={`/p/${page.projectId}/pages`} className={cx(styles.back)}>
        <Icon of={ChevronLeft} size="s" />
        {t('document.back', { project: page.projectName })}
      </Link>
      <div className={styles.row}>
        <Title key={page.title} page={page} />
        <div className={styles.state}>
          {live && <Present live={live} people={people} />}
          {live && status !== 'readOnly' && <Saving live={live} />}
        </div>
      </div>
      <div className={styles.row}>
        <p className={styles.reach}>
          {page.group && <Badge tone="brand">{page.group.name}</Badge>}
          {page.isTemplate && <Badge tone="sun">{t('document.template')}</Badge>}
          <span>{t('document.reach', { access: page.access, group: page.group?.name ?? '', kind: page.kind })}</span>
        </p>
        <div className={styles.actions}>
          <SidePanelButton projectId={page.projectId} />
          {page.can.freeze && <FreezeMenu page={page} />}
          {page.can.readVersions && (
            <LinkButton href={`/page/${page.id}/versions`} icon={History}>
              {t('document.versions')}
            </LinkButton>
          )}
          {!page.can.write && (
            <Button icon={Printer} onPress={() => globalThis.print()}>
              {t('document.print')}
            </Button>
          )}
        </div>
      </div>
    </header>
  )
}
