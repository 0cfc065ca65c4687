import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { documentsQuery } from '#client/data/documents.ts'
import type { Member } from '#client/data/people.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { type ComparedNode, compareVersions } from '#client/versions/compare.ts'
import { changedForms } from '#client/versions/forms.ts'
import { VersionView } from '#client/versions/version-view.tsx'
import paper from '#client/versions/versions-page.module.css'
import styles from './desk.module.css'

/** Whatever is another than in the page is by who wrote what waits. */
const by = (node: ComparedNode, userId: string): ComparedNode => ({
  ...node,
  change: node.change && { ...node.change, userId },
  content: node.content.map((child) => by(child, userId)),
})

interface PagePreviewProps {
  projectId: string
  authorId: string
  bytes: { update: string; previous: string }
  memberOf: ReadonlyMap<string, Member>
}

/** The page as it would be with what waits beside it: what is new and what would go is marked in it. */
export function PagePreview({ projectId, authorId, bytes, memberOf }: PagePreviewProps) {
  const { t } = useMessages()
  const documents = useQuery(documentsQuery(projectId)).data?.documents
  const titles = useMemo(() => new Map((documents ?? []).map((document) => [document.id, document])), [documents])
  const { root, forms } = useMemo(() => {
    const { update, previous } = bytes
    return {
      root: by(compareVersions({ update, previous, authors: {}, deletions: [] }), authorId),
      forms: changedForms({ update, previous }),
    }
  }, [bytes, authorId])
  return (
    <>
      <p className={styles.aside}>{t('versions.changesHelp')}</p>
      {/* Long pages scroll, and what scrolls is reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <article className={styles.preview} tabIndex={0} aria-label={t('desk.preview')}>
        <div className={paper.paper}>
          <VersionView root={root} people={memberOf} documents={titles} />
        </div>
      </article>
      {forms.length > 0 && (
        <section aria-label={t('desk.forms')} className={styles.aside}>
          <p>{t('desk.forms')}</p>
          <ul>
            {forms.map((words, index) => (
              <li key={index} dir="auto">
                {words === '' ? '–' : words}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
